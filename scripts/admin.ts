import { readSettingsFile, runCommand } from './commands/run.ts';

/** A wrong call prints how it is called, never a stack trace. */
try {
  readSettingsFile('.env', console.error);
  await runCommand(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
