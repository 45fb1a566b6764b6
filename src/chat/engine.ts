import { say, type Text } from '../domain/text.ts';
import { staleAnswer, stay, stuck, unread, wayOut } from './answers.ts';
import { readChoice } from './choice.ts';
import { admits, findByName, findByPhrase, readSlash } from './commands.ts';
import type { Conversation } from './conversation.ts';
import type { Facts, Flow, Intent, Outcome, Query, Turn } from './flow.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import type { OutboundMessage, Reply } from './message.ts';
import { numberable } from './numbering.ts';
import { shownLists } from './shown-choices.ts';
import { askWhich, beyond, gone, late } from './which.ts';

/** A longer message is not read at all: nobody means it as one concern. */
export const MOST_CHARACTERS = 4_000;

/** After three days nobody remembers what was being talked of, in milliseconds. */
const PATIENCE_MS = 72 * 3_600_000;

/** A turn before the engine has read what the message asks for. */
export interface TurnBase extends Omit<Turn, 'intent'> {
  /** Says a label as the person reads it, so that it can be typed out. Default: its key. */
  readonly translate?: (text: Text) => string;
}

/** Which flow answers, and what it must know first. */
export interface Plan {
  readonly flow: Flow;
  readonly turn: Turn;
  readonly queries: readonly Query[];
  /** Words, pictures or signs that nothing asked for: no command, choice, claim or talk. Absent: no. */
  readonly isFree?: boolean;
}

/** The two pure halves of a turn; the look-up of facts stands between them. */
export interface Engine {
  planTurn(base: TurnBase): Plan;
  advance(plan: Plan, facts: Facts): Outcome;
}

type Step = Pick<Flow, 'needs' | 'advance'>;

/** An answer of the engine itself, in the shape of a flow, so that the use case knows one path only. */
const ownAnswer = (answer: Step): Flow => ({
  id: 'engine',
  audience: 'everyone',
  commands: [],
  ...answer,
});

const MESSAGE: Intent = { type: 'message' };

const notUnderstood = ownAnswer({
  advance: (turn) => unread(turn, say('errors.notUnderstood')),
});
const stickerUnseen = ownAnswer({ advance: (turn) => unread(turn, say('errors.sticker')) });
const unknownCommand = ownAnswer({
  advance: (turn) => unread(turn, say('errors.unknownCommand')),
});
// What is not taken is not kept either: it was read by nobody, and may hold anything.
const notTaken = (key: string): Flow =>
  ownAnswer({
    advance: (turn) => ({ ...stay(turn, { lines: [say(key)] }), withholds: true }),
  });
const tooLong = notTaken('errors.tooLong');
const phoneNumber = notTaken('errors.contact');
const refusedFile = (what: 'too-big' | 'wrong-type' | 'empty' | 'unavailable'): Flow =>
  ownAnswer({ advance: (turn) => stay(turn, { lines: [say(`errors.${what}`)] }) });

const unclear = (meaning: Exclude<Meaning, { type: 'choice' }>): Flow =>
  ownAnswer({
    advance: (turn) => {
      if (meaning.type === 'which') return askWhich(turn, meaning);
      if (meaning.type === 'late') return late(turn);
      return meaning.type === 'beyond' ? beyond(turn) : gone(turn);
    },
  });

// By convention the first argument of a choice about a case is its code or id, so even a flow that is
// gone can be answered with what became of the case.
const staleChoice = (first: string | undefined): Flow =>
  ownAnswer({
    needs: () => (first === undefined ? [] : [{ ask: 'case', idOrCode: first }]),
    advance: (turn, facts) => staleAnswer(turn, facts.found),
  });

/** Letters or digits of any script; without one there is nothing to read: "🙃🙃🙃", "...". */
const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Ids of the choices of a message that have a number. */
const idsOf = ({ choices }: OutboundMessage): readonly string[] =>
  numberable(choices).map(({ id }) => id);

/**
 * What numbers will mean after a turn, beside notices that come later: its own choices, or the former ones while the
 * question still stands. Of several former lists none is kept: a number that came then would be a guess.
 */
export const offeredAfter = (
  before: Pick<Conversation, 'dialogue' | 'offered' | 'outbox' | 'seen'>,
  outcome: Outcome,
): readonly string[] => {
  const own = outcome.replies
    .map(({ message }) => idsOf(message))
    .findLast((ids) => ids.length > 0);
  if (own !== undefined) return own;
  // What was decided is told by a message of its own, with choices of its own.
  if ((outcome.effects ?? []).length > 0) return [];
  const isUnmoved = outcome.replies.length === 0 || outcome.dialogue === before.dialogue;
  const [only, second] = isUnmoved ? shownLists(before) : [];
  return only !== undefined && second === undefined ? only.numbered.map(({ id }) => id) : [];
};

const withWayOut = ({ message, ...reply }: Reply): Reply => {
  const asked = message.choices ?? [];
  const more = wayOut.filter(({ id }) => !asked.some((one) => one.id === id));
  return { ...reply, message: { ...message, choices: [...asked, ...more] } };
};

const withHelp = (turn: Turn, outcome: Outcome): Outcome => {
  if (outcome.isMisunderstood !== true || turn.conversation.misunderstood < 1) return outcome;
  const last = outcome.replies.at(-1);
  const asked = last?.message.choices ?? [];
  // A question that is asked again keeps its numbers; the ways on come behind them.
  if (last !== undefined && asked.length > 0 && asked !== wayOut)
    return { ...outcome, replies: [...outcome.replies.slice(0, -1), withWayOut(last)] };
  const said = outcome.replies.map(({ message, ...reply }) => ({
    ...reply,
    // The ways on are offered once, under the last line.
    message: message.choices === wayOut ? { lines: message.lines } : message,
  }));
  return { ...outcome, replies: [...said, { message: stuck }] };
};

const free = (plan: Plan): Plan => ({ ...plan, isFree: true });

class FlowEngine implements Engine {
  readonly #flows: readonly Flow[];
  readonly #defaultFlow: Flow;

  constructor(flows: readonly Flow[]) {
    this.#flows = flows;
    this.#defaultFlow = flows.find(({ audience }) => audience === 'everyone') ?? notUnderstood;
  }

  planTurn(given: TurnBase): Plan {
    const base = { ...given, conversation: this.#withoutOldDialogue(given) };
    const { body } = base.inbound;
    switch (body.kind) {
      case 'choice':
        return this.#choose(base, body.id);
      case 'text':
        return this.#read(base, body.text.trim());
      case 'file':
        if ((body.caption?.length ?? 0) > MOST_CHARACTERS) return this.#plan(base, tooLong);
        return this.#listen(base);
      case 'location':
        return this.#listen(base);
      case 'contact':
        return this.#plan(base, this.#awaitsContact(base) ?? phoneNumber);
      case 'start':
        return this.#read(base, `/start ${body.payload ?? ''}`);
      case 'unsupported':
        if (body.what === 'sticker') return free(this.#plan(base, stickerUnseen));
        return body.what === 'other'
          ? free(this.#plan(base, notUnderstood))
          : this.#plan(base, refusedFile(body.what));
    }
  }

  advance({ flow, turn }: Plan, facts: Facts): Outcome {
    return withHelp(turn, flow.advance(turn, facts));
  }

  #withoutOldDialogue({ conversation, now }: TurnBase): Conversation {
    const { dialogue } = conversation;
    if (dialogue === null) return conversation;
    const patienceMs = this.#flows.find(({ id }) => id === dialogue.flow)?.patienceMs;
    const isOver = now.getTime() - dialogue.since.getTime() > (patienceMs ?? PATIENCE_MS);
    return isOver ? { ...conversation, dialogue: null } : conversation;
  }

  #plan(base: TurnBase, flow: Flow, intent: Intent = MESSAGE): Plan {
    const { translate: _translate, ...rest } = base;
    const turn: Turn = { ...rest, intent };
    return { flow, turn, queries: flow.needs?.(turn) ?? [] };
  }

  #reachable({ asker }: TurnBase): readonly Flow[] {
    return this.#flows.filter(({ audience }) => admits(audience, asker));
  }

  #awaitsContact(base: TurnBase): Flow | undefined {
    const talking = base.conversation.dialogue?.flow;
    return this.#reachable(base).find(({ id, takesContacts }) => takesContacts && id === talking);
  }

  #choose(base: TurnBase, id: string): Plan {
    const parts = readChoice(id);
    const flow = this.#reachable(base).find((one) => one.id === parts?.flow);
    if (parts === undefined || flow === undefined)
      return this.#plan(base, staleChoice(parts?.arguments[0]));
    return this.#plan(base, flow, {
      type: 'choice',
      verb: parts.verb,
      arguments: parts.arguments,
    });
  }

  #read(base: TurnBase, text: string): Plan {
    if (text === '') return this.#plan(base, refusedFile('empty'));
    if (text.length > MOST_CHARACTERS) return this.#plan(base, tooLong);
    const meaning = meaningOf({ ...base, label: base.translate ?? (({ key }) => key) }, text);
    if (meaning?.type === 'choice') return this.#choose(base, meaning.id);
    if (meaning !== undefined) return this.#plan(base, unclear(meaning));
    if (!hasWords(text)) return free(this.#plan(base, notUnderstood));
    const flows = this.#reachable(base);
    const slash = readSlash(text);
    const called = slash === undefined ? findByPhrase(flows, text) : findByName(flows, slash);
    if (called !== undefined) return this.#command(base, called.flow, called);
    // Even an unknown command may carry words that must not be kept.
    return slash === undefined
      ? this.#listen(base)
      : this.#plan(base, this.#claimant(base, unknownCommand) ?? unknownCommand);
  }

  #command(
    base: TurnBase,
    flow: Flow,
    { name, argument }: { name: string; argument: string },
  ): Plan {
    const claimant = argument === '' ? undefined : this.#claimant(base, flow);
    if (claimant !== undefined) return this.#plan(base, claimant);
    return this.#plan(base, flow, { type: 'command', name, argument });
  }

  /** A free message: the flow that claims it, else the one that is being talked with, else the default. */
  #listen(base: TurnBase): Plan {
    const flow =
      this.#reachable(base).find((one) => one.id === base.conversation.dialogue?.flow) ??
      this.#defaultFlow;
    const claimant = this.#claimant(base, flow);
    if (claimant !== undefined) return this.#claimed(base, claimant);
    const plan = this.#plan(base, flow);
    return flow === this.#defaultFlow ? free(plan) : plan;
  }

  #claimed(base: TurnBase, claimant: Flow): Plan {
    const plan = this.#plan(base, claimant);
    return claimant.claimsFree === true ? free(plan) : plan;
  }

  #claimant(base: TurnBase, flow: Flow): Flow | undefined {
    if (flow.audience !== 'everyone') return undefined;
    const turn: Turn = { ...base, intent: MESSAGE };
    return this.#reachable(base).find((one) => one.claims?.(turn) === true);
  }
}

/**
 * Reads what a message asks for and finds the flow that answers it.
 *
 * @param flows - In the order in which commands and claims are tried; the first flow for everyone gets
 *   free messages outside a dialogue.
 */
export const createEngine = (flows: readonly Flow[]): Engine => new FlowEngine(flows);
