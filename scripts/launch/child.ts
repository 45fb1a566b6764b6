import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** How a process of the demo is started. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Its output is appended here. */
  readonly logFile: string;
}

/** A process that is started again whenever it ends without being asked to. */
export interface Child {
  readonly name: string;
  readonly pid: number | undefined;
  /** Ends it with SIGTERM, and with SIGKILL after five seconds. */
  stop(): Promise<void>;
}

const RESTART_MS = 300;
const KILL_MS = 5_000;

/** Starts a program and keeps it running until told to stop. */
export function keepRunning(
  program: Program,
  onRestart: (name: string) => void = () => undefined,
): Child {
  mkdirSync(dirname(program.logFile), { recursive: true });
  const log = createWriteStream(program.logFile, { flags: 'a' });
  let isStopping = false;
  let running = launch(program, log);
  const watch = (child: ChildProcess): void => {
    child.once('exit', () => {
      if (isStopping) return;
      onRestart(program.name);
      setTimeout(() => {
        if (!isStopping) watch((running = launch(program, log)));
      }, RESTART_MS);
    });
  };
  watch(running);
  return {
    name: program.name,
    get pid() {
      return running.pid;
    },
    stop: async () => {
      isStopping = true;
      await end(running);
      log.end();
    },
  };
}

function launch({ command, args, environment }: Program, log: WriteStream): ChildProcess {
  // A group of its own: Ctrl-C reaches the launcher alone, which then ends all in order.
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once('error', (error) => log.write(`${error.message}\n`));
  return child;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      return resolve();
    const hurry = setTimeout(() => child.kill('SIGKILL'), KILL_MS);
    child.once('exit', () => {
      clearTimeout(hurry);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
