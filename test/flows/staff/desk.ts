import { isChoiceId } from '../../../src/chat/choice.ts';
import type { Conversation, Dialogue } from '../../../src/chat/conversation.ts';
import type { TurnEffect } from '../../../src/chat/effect.ts';
import { createEngine, type Engine } from '../../../src/chat/engine.ts';
import type {
  Asker,
  Facts,
  Flow,
  Outcome,
  Query,
  Turn,
  UndeliveredNotice,
} from '../../../src/chat/flow.ts';
import type { InboundBody, OutboundMessage } from '../../../src/chat/message.ts';
import type { ReadingCount } from '../../../src/domain/accuracy.ts';
import type { Cadre } from '../../../src/domain/cadre.ts';
import type { Case } from '../../../src/domain/case.ts';
import { IllegalTransition } from '../../../src/domain/errors.ts';
import type { Figures } from '../../../src/domain/figures.ts';
import { isOpen, isOverdue, transition } from '../../../src/domain/lifecycle.ts';
import { mayAct, maySee, scopeOf } from '../../../src/domain/policy.ts';
import { accuracyFlow } from '../../../src/flows/accuracy.ts';
import { caseWorkFlow } from '../../../src/flows/case-work.ts';
import { coordinateFlow } from '../../../src/flows/coordinate.ts';
import { figuresFlow } from '../../../src/flows/figures.ts';
import { inboxFlow } from '../../../src/flows/inbox.ts';
import { landmarkFlow } from '../../../src/flows/landmark.ts';
import { joinFlow } from '../../../src/flows/join.ts';
import { outcomeMessage, type EffectResult } from '../../../src/flows/outcomes.ts';
import { staffWebFlow } from '../../../src/flows/staff-web.ts';
import { undeliveredFlow } from '../../../src/flows/undelivered.ts';
import { loadLocales } from '../../../src/i18n/load.ts';
import { createTranslator } from '../../../src/i18n/index.ts';
import { at, MONDAY } from './cases.ts';
import { COLLEAGUE, DIRECTORY, HEAD, OTHER_TEAM, WORLD } from './network.ts';

export const STAFF_FLOWS: readonly Flow[] = [
  joinFlow,
  inboxFlow,
  caseWorkFlow,
  coordinateFlow,
  figuresFlow,
  accuracyFlow,
  landmarkFlow,
  undeliveredFlow,
  staffWebFlow,
];

const TRANSLATOR = createTranslator(loadLocales('locales'));

/** A message as it is read, in a language: lines, then buttons in brackets. Throws on a sentence that is missing. */
export const spoken = (message: OutboundMessage, locale = 'vi', now = MONDAY): string => {
  const say = (text: OutboundMessage['lines'][number]): string =>
    TRANSLATOR.translate(text, locale, now);
  const buttons = (message.choices ?? []).map(({ label }) => `[${say(label)}]`);
  return [...message.lines.map(say), ...(buttons.length === 0 ? [] : [buttons.join(' ')])].join(
    '\n',
  );
};

/** The citizens' default flow is another's; here it only marks that a message went there. */
const elsewhere: Flow = {
  id: 'elsewhere',
  audience: 'everyone',
  commands: [],
  advance: () => ({ dialogue: null, replies: [{ message: { lines: [{ key: 'page.name' }] } }] }),
};

const ENGINE = createEngine([elsewhere, ...STAFF_FLOWS]);

export const NO_FIGURES: Figures = {
  open: 9,
  newToday: 2,
  unaccepted: 1,
  overdue: 2,
  acceptedLate: 1,
  answered: 6,
  confirmed: 5,
  reopened: 1,
  declined: 0,
};

export const conversationOf = (change: Partial<Conversation> = {}): Conversation => ({
  chat: { channel: 'web', chatId: 'chat-1' },
  personId: 'person-cadre',
  locale: 'vi',
  dialogue: null,
  offered: [],
  misunderstood: 0,
  seen: [],
  heard: [],
  outbox: [],
  pending: [],
  version: 1,
  ...change,
});

export const askerOf = (
  cadre: Cadre | undefined,
  personId = 'person-cadre',
  on = '2026-11-23',
): Asker => ({
  person: { id: personId, chats: [], locale: 'vi', consents: [], createdAt: MONDAY },
  ...(cadre === undefined ? {} : { cadre }),
  grants: cadre === undefined ? [] : DIRECTORY.grants(cadre, on),
});

const credentials = ({ person, cadre, grants }: Asker) => ({
  personId: person.id,
  grants,
  ...(cadre === undefined ? {} : { cadreId: cadre.id }),
});

/** A member of staff at a chat, with cases that really change. */
export class Desk {
  readonly asker: Asker;
  cases: readonly Case[];
  readonly cadres: readonly Cadre[];
  figures: Figures = NO_FIGURES;
  accuracy: readonly ReadingCount[] = [];
  undelivered: readonly UndeliveredNotice[] = [];
  /** The staff's flows alone, unless a test takes all. */
  engine: Engine = ENGINE;
  now: Date = MONDAY;
  dialogue: Dialogue | null = null;
  misunderstood = 0;
  effects: readonly TurnEffect[] = [];
  asked: readonly Query[] = [];
  outcome: Outcome | undefined;
  turn: Turn | undefined;
  #events = 0;
  #last: OutboundMessage = { lines: [] };

  constructor(
    cadre: Cadre | undefined,
    cases: readonly Case[] = [],
    cadres: readonly Cadre[] = [HEAD, COLLEAGUE, OTHER_TEAM],
    personId?: string,
  ) {
    this.asker = askerOf(cadre, personId);
    this.cases = cases;
    this.cadres = cadres;
  }

  /** Writes words and answers what is said back. */
  write(text: string): string {
    return this.receive({ kind: 'text', text });
  }

  /** Presses the button with this label, or with this id, among those last shown. */
  press(label: string): string {
    const shown = (this.#last.choices ?? []).find((one) => this.#label(one.id) === label);
    if (shown === undefined) throw new Error(`no button ${label} under:\n${spoken(this.#last)}`);
    return this.pressId(shown.id);
  }

  /** Presses a button of any age. */
  pressId(id: string): string {
    return this.receive({ kind: 'choice', id });
  }

  #label(id: string): string {
    const label = this.#last.choices?.find((one) => one.id === id)?.label;
    return label === undefined ? '' : TRANSLATOR.translate(label, 'vi', this.now);
  }

  receive(body: InboundBody, groupId?: string): string {
    this.#events += 1;
    const inbound = {
      eventId: `event-${this.#events}`,
      chat: { channel: 'web', chatId: 'chat-1' },
      sentAt: this.now,
      body,
      ...(groupId === undefined ? {} : { groupId }),
    };
    const plan = this.engine.planTurn({
      conversation: conversationOf({ dialogue: this.dialogue, misunderstood: this.misunderstood }),
      inbound,
      asker: this.asker,
      world: WORLD,
      locale: 'vi',
      now: this.now,
      newId: () => 'new-id',
    });
    this.asked = plan.queries;
    this.turn = plan.turn;
    const outcome = this.engine.advance(plan, this.#lookUp(plan.queries));
    this.outcome = outcome;
    this.dialogue = outcome.dialogue;
    this.misunderstood = outcome.isMisunderstood === true ? this.misunderstood + 1 : 0;
    this.effects = outcome.effects ?? [];
    const told = this.effects.map((effect) =>
      outcomeMessage(this.#carryOut(effect), { world: WORLD, locale: 'vi', now: this.now }),
    );
    const messages = [...outcome.replies.map(({ message }) => message), ...told];
    this.#last = messages.at(-1) ?? this.#last;
    for (const choice of messages.flatMap(({ choices }) => choices ?? []))
      if (!isChoiceId(choice.id)) throw new Error(`bad choice id ${choice.id}`);
    for (const message of messages) spoken(message, 'en', this.now);
    return messages.map((message) => spoken(message, 'vi', this.now)).join('\n---\n');
  }

  /** The case as it stands now. */
  case(code: string): Case {
    const found = this.cases.find((one) => one.code === code);
    if (found === undefined) throw new Error(`no case ${code}`);
    return found;
  }

  #sees(current: Case): boolean {
    return maySee(credentials(this.asker), current, DIRECTORY, '2026-11-23');
  }

  #lookUp(queries: readonly Query[]): Facts {
    return Object.assign({}, ...queries.map((query) => this.#answer(query))) as Facts;
  }

  #answer(query: Query): Facts {
    const open = this.cases.filter(({ status }) => isOpen(status));
    switch (query.ask) {
      case 'case': {
        const found = this.cases.find(({ code, id }) => [code, id].includes(query.idOrCode));
        return found !== undefined && this.#sees(found) ? { found } : {};
      }
      case 'inbox':
        return {
          inbox: open.filter(({ ownerUnitId, status }) =>
            query.of === 'team'
              ? query.unitIds.includes(ownerUnitId) && status !== 'triage'
              : query.unitIds.includes(ownerUnitId),
          ),
        };
      case 'overdue':
        return {
          overdue: open.filter(
            (one) => query.unitIds.includes(one.ownerUnitId) && isOverdue(one, this.now),
          ),
        };
      case 'figures':
        return { figures: this.figures };
      case 'colleagues': {
        const mine = scopeOf(this.asker.grants, 'work', DIRECTORY, '2026-11-23');
        return mine.includes(query.unitId) ? { colleagues: this.cadres } : {};
      }
      case 'merge-target': {
        const target = this.cases.find(({ code }) => code === query.idOrCode);
        return target !== undefined && this.#sees(target) ? { target } : {};
      }
      case 'duplicate':
      case 'accuracy':
        return { accuracy: this.accuracy };
      case 'cases-of-person':
      case 'link-code':
        return {};
      case 'undelivered':
        return { undelivered: this.undelivered };
    }
  }

  #carryOut(effect: TurnEffect): EffectResult {
    if (effect.type === 'sign-in-link') return { effect, status: 'done', link: '/vao/x' };
    if (effect.type !== 'act') return { effect, status: 'done', cadreName: 'Trần Thị Mai' };
    const current = this.cases.find(({ id }) => id === effect.caseId);
    if (current === undefined) return { effect, status: 'refused', reason: 'gone' };
    const asker = credentials(this.asker);
    if (!mayAct(asker, effect.action.type, current, DIRECTORY, '2026-11-23'))
      return { effect, status: 'refused', reason: 'not-allowed' };
    try {
      const step = { eventId: effect.key, actor: effect.actor, action: effect.action };
      const changed = transition(current, step, at(this.now)).after;
      this.cases = this.cases.map((one) => (one.id === changed.id ? changed : one));
      const given = this.cadres.find(
        ({ id }) => effect.action.type === 'hand-over' && id === effect.action.cadreId,
      );
      const name = given === undefined ? {} : { cadreName: given.name };
      return { effect, status: 'done', current: changed, ...name };
    } catch (error) {
      if (!(error instanceof IllegalTransition)) throw error;
      return { effect, status: 'refused', reason: error.code, current };
    }
  }
}
