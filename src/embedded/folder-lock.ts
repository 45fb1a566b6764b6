import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** Holds a folder for this process; released when the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone.
 *
 * A socket in Linux's abstract namespace serves as the lock: unlike a lock file it cannot outlive a
 * killed process. Other systems have no such thing and go without a lock.
 *
 * @throws {Error} when another process holds the folder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (process.platform !== 'linux') return { release: async () => undefined };
  const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const server = createServer().unref();
  try {
    await listening(server, `\0embedded-mongodb-${digest}`);
  } catch (cause) {
    throw new Error(`The data folder ${folder} is in use by another server.`, { cause });
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
