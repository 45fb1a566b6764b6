import { startEmbedded } from '../../src/embedded/server.ts';

const [port, dataDir] = process.argv.slice(2);
if (port === undefined || dataDir === undefined) throw new Error('usage: stand-in PORT FOLDER');

const server = await startEmbedded({ port: Number(port), dataDir });
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void server.close());
