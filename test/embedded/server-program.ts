// A server in a process of its own, for tests that kill it: `tsx server-program.ts <data folder>`.
import { startEmbedded } from '../../src/embedded/server.ts';

const [, , dataDir = ''] = process.argv;
const server = await startEmbedded({ dataDir, compactAboveBytes: 20_000 });
console.log(server.uri);
