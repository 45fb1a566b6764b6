import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { changeCase } from '../../src/usecases/change-case.ts';
import { sweep } from '../../src/usecases/sweep.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { putNotice } from '../../src/usecases/tell.ts';
import { useOffice, type Speaker } from './office.ts';
import { RecordingChannel } from './recording-channel.ts';
import { inVillage, reload, report } from './reports.ts';

const opened = useOffice();

describe('the sweep', () => {
  it('goes on with the others when one due thing cannot be done', async () => {
    const { office } = opened;
    const { opened: broken } = await report(opened.office, 'đường sụt', inVillage('TD-DT-12'));
    const { opened: sound } = await report(opened.office, 'cầu gãy', inVillage('TD-DT-12'));
    await office.follow();
    const load = office.store.cases.load.bind(office.store.cases);
    const store = {
      ...office.store,
      cases: new Proxy(office.store.cases, {
        get: (cases, name) =>
          name === 'load'
            ? (id: string) =>
                id === broken.id ? Promise.reject(new TypeError('bad row')) : load(id)
            : Reflect.get(cases, name),
      }),
    };
    const team = await office.member('TD-DT-12-1');
    office.clock.advance(9 * 60);
    await sweep({ ...office.deps, store });
    await office.work();
    expect(team.count(new RegExp(sound.code))).toBeGreaterThan(0);
    expect(office.events('sweep.hindered')).toContainEqual(
      expect.objectContaining({ what: 'timer', caseId: broken.id, error: 'TypeError' }),
    );
  });

  it('asks of every channel apart what waits there, so that none hides another', async () => {
    const { office } = opened;
    office.channels.set('away', new RecordingChannel('away'));
    for (const channel of ['away', 'telegram']) {
      const chat = { channel, chatId: 'apart' };
      const { conversation } = await openConversation(office.deps, chat);
      await putNotice(office.deps, conversation, { key: 'n', message: { lines: [] } });
    }
    office.loseHints();
    const asked: unknown[] = [];
    const store = {
      ...office.store,
      conversations: new Proxy(office.store.conversations, {
        get: (conversations, name) =>
          name === 'due'
            ? (channel: string, now: Date, limit: number) => {
                asked.push([channel, limit]);
                return conversations.due(channel, now, limit);
              }
            : Reflect.get(conversations, name),
      }),
    };
    await sweep({ ...office.deps, store });
    expect(asked).toEqual([
      ['telegram', 1_000],
      ['away', 1_000],
    ]);
    expect(new Set(office.hints.deliveries.map(({ channel }) => channel))).toEqual(
      new Set(['telegram', 'away']),
    );
    await office.follow();
    office.channels.delete('away');
  });

  it('fires what was due while nobody swept, each once, however many sweep at once', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-13-1');
    const { opened: current } = await report(opened.office, 'đường sụt', inVillage('TD-DT-13'));
    await office.work();
    office.clock.advance(12 * 24 * 60);
    await Promise.all([office.sweep(), office.sweep(), office.sweep()]);
    await office.sweep();
    await office.work();
    const kinds = office
      .events('timer.fired')
      .filter(({ caseId }) => caseId === current.id)
      .map(({ kind }) => kind);
    expect(kinds).toContain('overdue');
    expect(kinds).toHaveLength(new Set(kinds).size);
    expect(team.count(/quá hạn/i)).toBeGreaterThan(0);
    expect(
      (await reload(opened.office, current.id)).history.map(({ action }) => action.type),
    ).toEqual(['open', 'assign', 'escalate', 'escalate']);
  });
});

const DAY_MS = 86_400_000;
/** 21:00 in Viet Nam is 14:00 UTC. */
const NINE_MS = 14 * 3_600_000;

const minutesUntilNineInTheEvening = (now: Date): number =>
  (((NINE_MS - (now.getTime() % DAY_MS) + DAY_MS - 1) % DAY_MS) + 1) / 60_000;

describe('a reminder held for the night', () => {
  /** The system was down all afternoon and sweeps again at nine in the evening. */
  async function heldReminder(unitId: string): Promise<{ team: Speaker; current: Case }> {
    const { office } = opened;
    const team = await office.member(`${unitId}-1`);
    const { opened: current } = await report(opened.office, 'đường sụt', inVillage(unitId));
    await office.work();
    for (let evening = 1; evening <= 5; evening += 1) {
      office.clock.advance(minutesUntilNineInTheEvening(office.clock.now()));
      await office.sweep();
      const { outbox } = (await office.store.conversations.load(team.chat)) ?? { outbox: [] };
      const isHeld = outbox.some(
        ({ onlyIn, state }) => onlyIn?.caseId === current.id && state === 'waiting',
      );
      if (isHeld) return { team, current };
    }
    throw new Error('no reminder was held within five days');
  }

  it('is sent in the morning when the case still stands as it did', async () => {
    const { office } = opened;
    const { team, current } = await heldReminder('TD-DT-05');
    const before = team.count(new RegExp(current.code));
    await office.sweep();
    expect(team.count(new RegExp(current.code))).toBe(before);
    office.clock.advance(12 * 60);
    await office.sweep();
    expect(team.count(new RegExp(current.code))).toBeGreaterThan(before);
  });

  it('is not sent when the team has done in the evening what it asks for', async () => {
    const { office } = opened;
    const { team, current } = await heldReminder('TD-DT-06');
    const before = team.count(new RegExp(current.code));
    await changeCase(office.deps, current.id, {
      eventId: 'done-in-the-evening',
      actor: { type: 'cadre', cadreId: 'TD-DT-06-1', unitId: 'TD-DT-06' },
      action: { type: 'accept' },
    });
    office.clock.advance(12 * 60);
    await office.sweep();
    expect(team.count(new RegExp(current.code))).toBe(before);
    expect(office.events('message.outdated').length).toBeGreaterThan(0);
  });
});
