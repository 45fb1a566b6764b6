import type { Conversation, Dialogue } from '../../../src/chat/conversation.ts';
import type { TurnEffect } from '../../../src/chat/effect.ts';
import { createEngine, offeredAfter } from '../../../src/chat/engine.ts';
import type { Asker, Facts, Outcome, Query, World } from '../../../src/chat/flow.ts';
import type { InboundBody, OutboundMessage } from '../../../src/chat/message.ts';
import type { Case, CaseAction, FileRef } from '../../../src/domain/case.ts';
import { drawCode } from '../../../src/domain/code.ts';
import { IllegalTransition } from '../../../src/domain/errors.ts';
import { openCase, transition } from '../../../src/domain/lifecycle.ts';
import type { Offer } from '../../../src/domain/duplicates.ts';
import type { ConsentPurpose, Person } from '../../../src/domain/person.ts';
import type { Locale, Text } from '../../../src/domain/text.ts';
import type { Pin } from '../../../src/domain/unit.ts';
import { FLOWS } from '../../../src/flows/index.ts';
import { CALENDAR, DIRECTORY, MONDAY, TRANSLATOR, WORLD } from './village.ts';

const ENGINE = createEngine(FLOWS);

/** Who a talk is with, and what happened before. */
export interface Before {
  readonly consents?: Readonly<Partial<Record<ConsentPurpose, boolean>>>;
  readonly home?: string;
  readonly locale?: Locale;
  readonly world?: World;
  readonly cases?: readonly Case[];
  readonly grants?: Asker['grants'];
  /** A case of others that is like whatever is told. */
  readonly offer?: Offer;
  /** The store answers nothing. */
  readonly isBlind?: boolean;
}

const personFrom = ({ consents = {}, home, locale = 'vi' }: Before): Person => ({
  id: 'P1',
  chats: [{ channel: 'web', chatId: 'C1' }],
  locale,
  consents: (Object.entries(consents) as [ConsentPurpose, boolean][]).map(([purpose, granted]) => ({
    purpose,
    granted,
    at: MONDAY,
    channel: 'web',
    textVersion: 'test',
  })),
  createdAt: MONDAY,
  ...(home === undefined ? {} : { homeUnitId: home }),
});

/** A photo as a channel stores it. */
export const photo = (id = 'F1', mediaType = 'image/jpeg'): FileRef => ({
  id,
  mediaType,
  sizeBytes: 1_000,
  name: `${id}.jpg`,
});

/**
 * A citizen's chat without a store: the real engine, flows, reader, sentences and case rules. Effects are
 * carried out at once, as the use case would.
 */
export class Talk {
  now = MONDAY;
  person: Person;
  dialogue: Dialogue | null = null;
  locale: Locale;
  cases: Case[];
  /** Of the last turn. */
  outcome: Outcome = { dialogue: null, replies: [] };
  lastEventId = '';
  /** Everything ever decided, for looking through. */
  readonly outcomes: Outcome[] = [];
  #offered: readonly string[] = [];
  #misunderstood = 0;
  #ids = 0;
  readonly #world: World;
  readonly #grants: Asker['grants'];
  readonly #isBlind: boolean;
  readonly #offer: Offer | undefined;
  /** What the store was asked about in the last turn. */
  asked: readonly Query[] = [];

  constructor(before: Before = {}) {
    this.person = personFrom(before);
    this.locale = before.locale ?? 'vi';
    this.cases = [...(before.cases ?? [])];
    this.#world = before.world ?? WORLD;
    this.#grants = before.grants ?? [];
    this.#offer = before.offer;
    this.#isBlind = before.isBlind === true;
  }

  /** Writes a message; answers what is said back, a line each. */
  say(text: string): readonly string[] {
    return this.take({ kind: 'text', text });
  }

  /** Presses a button of the last answer by its label, or any by its id. */
  press(labelOrId: string): readonly string[] {
    return this.take({ kind: 'choice', id: this.idOf(labelOrId) ?? labelOrId });
  }

  show(caption?: string, file: FileRef = photo(), groupId?: string): readonly string[] {
    return this.take(
      { kind: 'file', file, ...(caption === undefined ? {} : { caption }) },
      groupId,
    );
  }

  pin(pin: Pin): readonly string[] {
    return this.take({ kind: 'location', pin });
  }

  /** Changes the words of a message that was sent before, by its event. */
  edit(edits: string, text: string): readonly string[] {
    return this.take({ kind: 'text', text }, undefined, edits);
  }

  take(body: InboundBody, groupId?: string, edits?: string): readonly string[] {
    this.lastEventId = `E${(this.#ids += 1)}`;
    const plan = ENGINE.planTurn({
      conversation: this.conversation(),
      inbound: {
        eventId: this.lastEventId,
        chat: { channel: 'web', chatId: 'C1' },
        sentAt: this.now,
        body,
        ...(groupId === undefined ? {} : { groupId }),
        ...(edits === undefined ? {} : { edits }),
      },
      asker: { person: this.person, grants: this.#grants },
      world: this.#world,
      locale: this.locale,
      now: this.now,
      newId: () => `N${(this.#ids += 1)}`,
    });
    const outcome = ENGINE.advance(plan, this.#facts(plan.queries));
    this.#commit(outcome);
    return this.lines();
  }

  /** The last answer, a line each. */
  lines(): readonly string[] {
    return this.outcome.replies.flatMap(({ message }) =>
      message.lines.map((line) => this.#tr(line)),
    );
  }

  /** The buttons of the last answer. */
  buttons(): readonly string[] {
    return this.#messages().flatMap(({ choices = [] }) =>
      choices.map(({ label }) => this.#tr(label)),
    );
  }

  idOf(label: string): string | undefined {
    return this.#messages()
      .flatMap(({ choices = [] }) => choices)
      .findLast((choice) => this.#tr(choice.label) === label)?.id;
  }

  effects(): readonly TurnEffect[] {
    return this.outcome.effects ?? [];
  }

  /** The newest case. */
  get opened(): Case {
    const newest = this.cases.at(-1);
    if (newest === undefined) throw new Error('no case was opened');
    return newest;
  }

  wait(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }

  /** Has the team, or the program, act on the newest case. */
  team(...actions: readonly CaseAction[]): void {
    for (const action of actions)
      this.#change(this.opened.id, `T${(this.#ids += 1)}`, action, {
        type: 'cadre',
        cadreId: 'CB-1',
        unitId: 'DT-01',
      });
  }

  conversation(): Conversation {
    return {
      chat: { channel: 'web', chatId: 'C1' },
      personId: this.person.id,
      locale: this.locale,
      dialogue: this.dialogue,
      offered: this.#offered,
      misunderstood: this.#misunderstood,
      seen: [],
      heard: [],
      outbox: [],
      pending: [],
      version: 1,
    };
  }

  #messages(): readonly OutboundMessage[] {
    return this.outcome.replies.map(({ message }) => message);
  }

  #tr(text: Text): string {
    return TRANSLATOR.translate(text, this.locale, this.now);
  }

  #facts(queries: readonly Query[]): Facts {
    this.asked = queries;
    if (this.#isBlind) return {};
    const own = this.cases.filter(({ reporter }) => reporter.personId === this.person.id);
    return Object.assign(
      {},
      ...queries.map((query): Facts => {
        if (query.ask === 'cases-of-person') return { casesOfPerson: own };
        if (query.ask === 'duplicate' && this.#offer !== undefined)
          return { duplicate: this.#offer };
        if (query.ask !== 'case') return {};
        const found = (this.#grants.length > 0 ? this.cases : own).find(
          ({ id, code }) => id === query.idOrCode || code === query.idOrCode,
        );
        return found === undefined ? {} : { found };
      }),
    ) as Facts;
  }

  #commit(outcome: Outcome): void {
    this.#offered = offeredAfter(this.conversation(), outcome);
    this.#misunderstood = outcome.isMisunderstood === true ? this.#misunderstood + 1 : 0;
    // As the store would: nothing but plain values survives.
    this.dialogue = structuredClone(outcome.dialogue);
    this.locale = outcome.locale ?? this.locale;
    this.outcome = outcome;
    this.outcomes.push(outcome);
    for (const effect of outcome.effects ?? []) this.#carryOut(effect);
  }

  #carryOut(effect: TurnEffect): void {
    if (effect.type === 'record-consent') {
      const consents = [...this.person.consents, effect.consent];
      this.person = { ...this.person, consents };
    }
    if (effect.type === 'remember-home') this.#remember(effect.unitId);
    if (effect.type === 'open-case') {
      const code = drawCode('Lục Liễu', () => 480 + this.cases.length);
      this.cases.push(openCase(effect.draft, code, effect.key, this.#setting()));
    }
    if (effect.type === 'act') this.#act(effect);
  }

  /** What does not fit any more is refused and told so; nothing changes. */
  #act({ caseId, key, action, actor }: Extract<TurnEffect, { type: 'act' }>): void {
    try {
      this.#change(caseId, key, action, actor);
    } catch (error) {
      if (!(error instanceof IllegalTransition)) throw error;
    }
  }

  #remember(unitId: string | null): void {
    const { homeUnitId: _forgotten, ...rest } = this.person;
    this.person = unitId === null ? rest : { ...rest, homeUnitId: unitId };
  }

  #setting() {
    return { now: this.now, directory: DIRECTORY, calendar: CALENDAR };
  }

  #change(
    caseId: string,
    eventId: string,
    action: CaseAction,
    actor: Parameters<typeof transition>[1]['actor'],
  ): void {
    this.cases = this.cases.map((current) =>
      current.id === caseId
        ? transition(current, { eventId, actor, action }, this.#setting()).after
        : current,
    );
  }
}
