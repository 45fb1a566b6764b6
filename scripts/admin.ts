import { COMMANDS } from './commands/index.ts';
import { UsageError } from './commands/command.ts';

/** Runs one command of `scripts/commands/`; a wrong call prints how it is called, never a stack trace. */
async function run([name = 'help', ...args]: readonly string[]): Promise<void> {
  const command = COMMANDS.find((known) => known.name === name);
  if (command !== undefined) return command.run(args);
  const lines = COMMANDS.map(({ usage, summary }) => `  scripts/admin ${usage}\n      ${summary}`);
  console.log(`Commands:\n${lines.join('\n')}`);
  if (name !== 'help' && name !== '--help') throw new UsageError(`there is no command ${name}`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
