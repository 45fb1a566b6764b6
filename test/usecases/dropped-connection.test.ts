import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../src/chat/message.ts';
import type { FaultAction } from '../../src/embedded/faults.ts';
import type { EmbeddedServer } from '../../src/embedded/server.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { breakWrite } from './faults.ts';
import { useOffice, type Speaker } from './office.ts';

const opened = useOffice();

/** Repeats what failed, as a provider does with a message and a queue with a job. */
async function insist(work: () => Promise<void>): Promise<void> {
  const hasFailed = await work().then(
    () => false,
    () => true,
  );
  if (hasFailed) await work();
}

/** A villager who has told everything and has only to agree. */
async function aboutToSend(): Promise<{ villager: Speaker; message: InboundMessage }> {
  const villager = opened.office.newcomer();
  await villager.tellsOfHole();
  await villager.presses(/^Gửi$/);
  return { villager, message: villager.pressing(/^Đồng ý/) };
}

/** What a broken job left behind is the sweep's, once every lease is over. */
async function cleanUp(): Promise<void> {
  opened.office.clock.advance(2);
  await opened.office.sweep();
  await opened.office.sweep();
}

/** With the team and its dates; the one with the code alone may come before it. */
const FULL_RECEIPT = /Mã việc: LL-\d+\.\n.* sẽ nhận việc/;

/** Everything is as if nothing had broken; only a message whose record was lost may have come twice. */
async function expectAllWell(villager: Speaker, team: Speaker, broken: string): Promise<void> {
  const current = await villager.onlyCase();
  expect(current, broken).toMatchObject({ teamUnitId: 'TD-DT-12', pending: [] });
  const conversation = await opened.office.store.conversations.load(villager.chat);
  expect(conversation?.pending, broken).toEqual([]);
  // Nobody can know whether it arrived: it is sent again.
  const most = broken.includes('"state":"sent"') ? 2 : 1;
  for (const count of [villager.count(FULL_RECEIPT), team.count(new RegExp(current.code))]) {
    expect(count, broken).toBeGreaterThanOrEqual(1);
    expect(count, broken).toBeLessThanOrEqual(most);
  }
}

const serverOf = (skip: (why: string) => never): EmbeddedServer =>
  opened.office.database.server ?? skip('only the embedded server breaks on demand');

const FAULTS: readonly (readonly [FaultAction, string])[] = [
  ['drop-before', 'before it is carried out'],
  ['drop-after', 'after it was carried out'],
];

describe.each(FAULTS)('a connection dropped at a write (%s)', (action) => {
  it('anywhere in a turn leaves one case, one receipt and nothing pending', async ({ skip }) => {
    const server = serverOf(skip);
    const { office } = opened;
    const team = await office.member('TD-DT-12-1');
    for (let nth = 1, command: string | undefined = ''; command !== undefined; nth += 1) {
      const { villager, message } = await aboutToSend();
      const fault = breakWrite(server, nth, action);
      await insist(() => handleMessage(office.deps, message));
      fault.end();
      ({ command } = fault);
      await office.work();
      await cleanUp();
      await expectAllWell(villager, team, `write ${nth}: ${command ?? ''}`);
    }
  }, 60_000);

  it('in placing, telling or sending is made good by a retry or the sweep', async ({ skip }) => {
    const server = serverOf(skip);
    const { office } = opened;
    const team = await office.member('TD-DT-12-2');
    // Many of these writes are alike: every fifth is tried.
    for (let nth = 1, command: string | undefined = ''; command !== undefined; nth += 5) {
      const { villager, message } = await aboutToSend();
      await handleMessage(office.deps, message);
      const fault = breakWrite(server, nth, action);
      await insist(() => office.work());
      fault.end();
      ({ command } = fault);
      await cleanUp();
      await expectAllWell(villager, team, `write ${nth}: ${command ?? ''}`);
    }
  }, 60_000);
});
