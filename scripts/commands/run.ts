import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError, type AdminCommand } from './command.ts';
import { COMMANDS } from './index.ts';

const asksForHelp = (args: readonly string[]): boolean =>
  args.some((arg) => arg === '--help' || arg === '-h');

const described = ({ usage, summary }: AdminCommand): string =>
  `  scripts/admin ${usage}\n      ${summary}`;

/**
 * Runs one command of `scripts/admin`. Whoever asks for help gets help, whatever else stands there: no command acts then.
 *
 * @throws {UsageError} when there is no such command.
 */
export async function runCommand([name = 'help', ...args]: readonly string[]): Promise<void> {
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) {
    console.log(`Commands:\n${COMMANDS.map(described).join('\n')}`);
    if (name === 'help' || asksForHelp([name])) return;
    throw new UsageError(`there is no command ${name}`);
  }
  if (!asksForHelp(args)) return command.run(args);
  console.log(command.help?.(args) ?? `usage:\n${described(command)}`);
}

/**
 * Takes the settings of a file, where there is one, and says so; what is set already wins.
 *
 * @param say - Gets the line for people; it must not mix with what a command prints.
 */
export function readSettingsFile(file: string, say: (line: string) => void): void {
  if (!existsSync(file)) return;
  process.loadEnvFile(file);
  say(`Settings: ${resolve(file)}`);
}
