import type { Ability } from '../domain/cadre.ts';
import { foldPhrase } from '../domain/fold.ts';
import type { Asker, Audience, Command, Flow } from './flow.ts';

/** A command found in a message, with the flow that it starts. */
export interface Called {
  readonly flow: Flow;
  readonly name: string;
  readonly argument: string;
}

/** What decides which commands somebody has. */
export type Standing = Pick<Asker, 'cadre' | 'grants'>;

/** Whether a flow of this audience exists for the asker. */
export const admits = (audience: Audience, asker: Standing): boolean => {
  if (audience === 'everyone') return true;
  if (audience === 'cadre') return asker.cadre !== undefined;
  const wanted: readonly Ability[] = typeof audience === 'string' ? [audience] : audience;
  return asker.grants.some(({ abilities }) => abilities.some((one) => wanted.includes(one)));
};

// "/viec LL-4827", and "/viec@CauNoiBot LL-4827" in Telegram groups.
const SLASH = /^\/([a-z0-9_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i;

/** The name and argument of a slash command, or `undefined` when the text is none. */
export const readSlash = (text: string): { name: string; argument: string } | undefined => {
  const match = SLASH.exec(text.trim());
  const name = match?.[1]?.toLowerCase();
  return name === undefined ? undefined : { name, argument: (match?.[2] ?? '').trim() };
};

/** The flow whose command has this name; the first of the list wins. */
export const findByName = (
  flows: readonly Flow[],
  { name, argument }: { name: string; argument: string },
): Called | undefined => {
  const flow = flows.find(({ commands }) => commands.some((command) => command.name === name));
  return flow === undefined ? undefined : { flow, name, argument };
};

/** The flow that the whole message calls by one of its phrases. */
export const findByPhrase = (flows: readonly Flow[], text: string): Called | undefined => {
  const phrase = foldPhrase(text);
  for (const flow of flows) {
    const command = flow.commands.find(({ phrases }) => phrases.includes(phrase));
    if (command !== undefined) return { flow, name: command.name, argument: '' };
  }
  return undefined;
};

/** The commands that a menu shows to this asker, in the order of the list; their labels are `command.<name>`. */
export const listedCommands = (flows: readonly Flow[], asker: Standing): readonly Command[] =>
  flows
    .filter((flow) => admits(flow.audience, asker))
    .flatMap((flow) => flow.commands)
    .filter((command) => command.isListed !== false);
