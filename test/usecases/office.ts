import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { importFolder } from '../../scripts/commands/import-org.ts';
import { createEngine } from '../../src/chat/engine.ts';
import type { InboundBody, InboundMessage } from '../../src/chat/message.ts';
import type { Case } from '../../src/domain/case.ts';
import type { ChatRef } from '../../src/domain/person.ts';
import { FLOWS } from '../../src/flows/index.ts';
import { createTranslator } from '../../src/i18n/index.ts';
import { loadLocales } from '../../src/i18n/load.ts';
import type { Lane } from '../../src/store/events.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { createTelemetry } from '../../src/telemetry/events.ts';
import { createLog } from '../../src/telemetry/log.ts';
import type { Addressee, Deps } from '../../src/usecases/deps.ts';
import { deliverTo } from '../../src/usecases/deliver-chat.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { createSurroundings } from '../../src/usecases/surroundings.ts';
import { readLane } from '../../src/usecases/read-events.ts';
import { sweep } from '../../src/usecases/sweep.ts';
import { triageCase } from '../../src/usecases/triage-case.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { HandClock, SAMPLE } from '../fixtures/town.ts';
import { RecordingChannel, type Sent } from './recording-channel.ts';
import { linkChat } from './rows.ts';
import { MODEL } from '../fixtures/model.ts';

/** Wednesday 25 November 2026, 08:00 in Viet Nam: offices are open. */
export const MORNING = new Date('2026-11-25T01:00:00Z');

const TRANSLATOR = createTranslator(loadLocales('locales'));

/** Hints that nobody has followed yet; a test may lose them, as Redis may. */
interface Hints {
  readonly deliveries: Addressee[];
  readonly caseIds: string[];
  readonly lanes: Lane[];
}

/** The use cases over a real store, with a hand on the clock and a channel that keeps what it is given. */
export class Office {
  readonly database: TestDatabase;
  readonly store: Store;
  readonly clock: HandClock;
  readonly channel: RecordingChannel;
  /** All channels by their ids; a test may add one. */
  readonly channels: Map<string, RecordingChannel>;
  readonly log: string[];
  readonly hints: Hints;
  readonly deps: Deps;

  private constructor(database: TestDatabase, store: Store, channel: RecordingChannel) {
    this.database = database;
    this.store = store;
    this.clock = new HandClock(MORNING);
    this.channel = channel;
    this.channels = new Map([[this.channel.id, this.channel]]);
    this.log = [];
    this.hints = { deliveries: [], caseIds: [], lanes: [] };
    this.deps = depsOf(this);
  }

  /** Opens an office of the sample organisation on a database of its own. */
  static async open(channel = new RecordingChannel()): Promise<Office> {
    const database = await openTestDatabase();
    await importFolder(database.uri, SAMPLE);
    // After a broken connection the driver looks for the server again at once, not only after half a second.
    const uri = `${database.uri}${database.uri.includes('?') ? '&' : '?'}minHeartbeatFrequencyMS=1`;
    return new Office(database, await openStore({ uri, buildIndexes: false }), channel);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.database.close();
  }

  /** Somebody with a chat nobody has written in before. */
  newcomer(): Speaker {
    return new Speaker(this, { channel: this.channel.id, chatId: randomUUID() });
  }

  /** A chat of the same person on another channel. */
  async alsoAt(speaker: Speaker, channel: string): Promise<Speaker> {
    const chat = { channel, chatId: randomUUID() };
    const personId = (await this.store.conversations.load(speaker.chat))?.personId ?? '';
    await linkChat(this.database.uri, personId, `${channel}:${chat.chatId}`);
    await openConversation(this.deps, chat);
    return new Speaker(this, chat);
  }

  /** A member of the network who has joined from a chat. */
  async member(cadreId: string): Promise<Speaker> {
    const speaker = this.newcomer();
    await openConversation(this.deps, speaker.chat);
    await this.store.cadres.linkChat(cadreId, speaker.chat);
    return speaker;
  }

  /** Follows every hint, and those that come of it; waits out the two seconds in which receipts are held. */
  async work(): Promise<void> {
    await this.follow();
    this.clock.advance(0.05);
    for (const channel of this.channels.keys()) {
      const due = await this.store.conversations.due(channel, this.clock.now(), 1_000);
      for (const to of due) await this.deps.wake.delivery(to);
    }
    await this.follow();
  }

  async follow(): Promise<void> {
    for (;;) {
      const lane = this.hints.lanes.shift();
      if (lane !== undefined) {
        await readLane(this.deps, lane);
        continue;
      }
      const caseId = this.hints.caseIds.shift();
      const to = caseId === undefined ? this.hints.deliveries.shift() : undefined;
      if (caseId !== undefined) await triageCase(this.deps, caseId);
      else if (to !== undefined) await this.#deliver(to);
      else return;
    }
  }

  /** A run makes one call, and is repeated as long as it asks for it. */
  async #deliver(to: Addressee): Promise<void> {
    const { outcome } = await deliverTo(this.deps, to);
    if (outcome === 'again') this.hints.deliveries.push(to);
  }

  /** One sweep, and what it hints at. */
  async sweep(): Promise<void> {
    await sweep(this.deps);
    await this.follow();
  }

  /** Forgets every hint, as a flush of Redis does. */
  loseHints(): void {
    this.hints.caseIds.length = 0;
    this.hints.deliveries.length = 0;
    this.hints.lanes.length = 0;
  }

  /** Events of one name in the log, as fields. */
  events(name: string): readonly Record<string, unknown>[] {
    return this.log
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === name);
  }
}

function depsOf({ store, clock, channels, log, hints }: Office): Deps {
  const lines = createLog('debug', { write: (line) => void log.push(line) });
  const { events } = createTelemetry(lines);
  return {
    store,
    clock,
    channels,
    engine: createEngine(FLOWS),
    wake: {
      intake: async (lane) => hints.lanes.push(lane) > 0,
      delivery: async (to) => void hints.deliveries.push(to),
      triage: async (caseId) => void hints.caseIds.push(caseId),
      page: async () => undefined,
    },
    ids: { next: () => randomUUID(), below: (limit) => Math.floor(Math.random() * limit) },
    events,
    surroundings: createSurroundings({ store, clock, events, model: MODEL, isDemo: false }),
    translate: (text, locale, now) => TRANSLATOR.translate(text, locale, now),
    absolute: (path) => `https://caunoi.example${path}`,
  };
}

/** One person in one chat. */
export class Speaker {
  readonly chat: ChatRef;
  readonly #office: Office;

  constructor(office: Office, chat: ChatRef) {
    this.#office = office;
    this.chat = chat;
  }

  /** A message that was not handed over yet. */
  message(body: InboundBody, eventId: string = randomUUID()): InboundMessage {
    return { eventId, chat: this.chat, sentAt: this.#office.clock.now(), body };
  }

  /** Writes, and waits until all that follows is done. */
  async says(text: string): Promise<void> {
    await handleMessage(this.#office.deps, this.message({ kind: 'text', text }));
    await this.#office.work();
  }

  /** Presses the newest button whose label fits, and waits until all that follows is done. */
  async presses(label: RegExp): Promise<void> {
    await handleMessage(this.#office.deps, this.pressing(label));
    await this.#office.work();
  }

  /** The press of the newest button whose label fits, not handed over yet. */
  pressing(label: RegExp): InboundMessage {
    const choices = this.heard().flatMap((message) => message.choices);
    const found = choices.findLast((choice) => label.test(choice.label));
    if (found === undefined) throw new Error(`no button ${label}; heard:\n${this.transcript()}`);
    return this.message({ kind: 'choice', id: found.id });
  }

  /** What reached this chat, oldest first. */
  heard(): readonly Sent[] {
    return this.#office.channels.get(this.chat.channel)?.to(this.chat.chatId) ?? [];
  }

  /** How many messages that fit reached this chat. */
  count(words: RegExp): number {
    return this.heard().filter((message) => words.test(message.words)).length;
  }

  transcript(): string {
    return this.heard()
      .map(({ words, choices }) => `${words} ${choices.map(({ label }) => `[${label}]`).join(' ')}`)
      .join('\n');
  }

  /** Tells of a hole in the road of Lục Liễu, up to the summary with its button. */
  async tellsOfHole(): Promise<void> {
    await this.says('đường bê tông thôn lục liễu sụt một hố to');
    if (this.#offers(/^Đường/)) await this.presses(/^Đường/);
    await this.tellsApart();
  }

  /** Says that it is another matter where others of the same test told of the like before. */
  async tellsApart(): Promise<void> {
    if (this.#offers(/^Việc khác/)) await this.presses(/^Việc khác/);
  }

  /** Sends what was told, agreeing to whatever is asked. */
  async sendsIt(): Promise<void> {
    await this.tellsApart();
    await this.presses(/^Gửi$/);
    if (this.#offers(/^Đồng ý/)) await this.presses(/^Đồng ý/);
  }

  #offers(label: RegExp): boolean {
    const last = this.heard().at(-1);
    return last?.choices.some((choice) => label.test(choice.label)) === true;
  }

  /** The cases of this chat's person, newest first. */
  async cases(): Promise<readonly Case[]> {
    const conversation = await this.#office.store.conversations.load(this.chat);
    return this.#office.store.cases.ofPerson(conversation?.personId ?? '', 50);
  }

  /** The only case of this chat's person. */
  async onlyCase(): Promise<Case> {
    const [first, ...others] = await this.cases();
    if (first === undefined || others.length > 0)
      throw new Error(`${others.length} more than one case, or none`);
    return first;
  }
}

/** Opens an {@link Office} for the tests of one file. */
export function useOffice(channel?: RecordingChannel): { readonly office: Office } {
  let opened: Office | undefined;
  beforeAll(async () => {
    opened = await Office.open(channel);
  });
  afterAll(() => opened?.close());
  return {
    get office() {
      if (opened === undefined) throw new Error('the office opens before the tests, not before');
      return opened;
    },
  };
}
