import { describe, expect, it } from 'vitest';
import { SendError } from '../../src/channels/errors.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { putNotice } from '../../src/usecases/tell.ts';
import { useOffice, type Speaker } from './office.ts';

const opened = useOffice();

/** Somebody whose channel does not take the news that the team accepted the case. */
async function unreached(team: Speaker, why: SendError['code'] = 'rejected'): Promise<Speaker> {
  const { office } = opened;
  const speaker = office.newcomer();
  await speaker.tellsOfHole();
  await speaker.sendsIt();
  const { code } = await speaker.onlyCase();
  office.channel.fails = (chatId) =>
    chatId === speaker.chat.chatId ? new SendError(why) : undefined;
  await team.says(code);
  await team.presses(/^Nhận việc/);
  return speaker;
}

const lastOf = (speaker: Speaker): string => speaker.heard().at(-1)?.words ?? '';

describe('what could not be delivered', () => {
  it('is seen by the block above the case, sent again by it, and named to nobody', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-1');
    const block = await office.member('TD-DT-1');
    const speaker = await unreached(team);
    const { code } = await speaker.onlyCase();
    const before = speaker.heard().length;
    await block.says('/chuagui');
    expect(lastOf(block)).toContain('Tin này không gửi đi được');
    expect(JSON.stringify(block.heard())).not.toContain(speaker.chat.chatId);
    office.channel.fails = () => undefined;
    await block.presses(new RegExp(`^Gửi lại ${code}`));
    expect(block.count(/Đang gửi lại 1 tin/)).toBe(1);
    expect(speaker.heard()).toHaveLength(before + 1);
    await block.says('/chuagui');
    expect(lastOf(block)).not.toContain(code);
    expect(office.events('undelivered.settled').at(-1)).toMatchObject({ as: 'again', count: 1 });
    expect(office.log.join('')).not.toContain(speaker.chat.chatId);
  });

  it('because the person blocked us says so, and goes first when the person comes back', async () => {
    const { office } = opened;
    const [team, block] = [await office.member('TD-DT-12-4'), await office.member('TD-DT-2')];
    const speaker = await unreached(team, 'blocked');
    const { code } = await speaker.onlyCase();
    await block.says('/chuagui');
    expect(lastOf(block)).toContain('Đã chặn Cầu Nối');
    office.channel.fails = () => undefined;
    const before = speaker.heard().length;
    await speaker.says('cảm ơn');
    expect(speaker.heard()[before]?.words).toContain(code);
    await block.says('/chuagui');
    expect(lastOf(block)).not.toContain(code);
  });

  it('or may have been, is settled by whoever knows', async () => {
    const { office } = opened;
    const [team, block] = [await office.member('TD-DT-12-5'), await office.member('TD-DT-1')];
    const speaker = await unreached(team, 'unknown');
    const { code } = await speaker.onlyCase();
    office.channel.fails = () => undefined;
    await block.says('/chuagui');
    expect(lastOf(block)).toContain('Chưa rõ đã tới chưa');
    const before = speaker.heard().length;
    await block.presses(new RegExp(`^${code} đã tới`));
    expect(block.count(/Đã ghi là tới nơi: 1 tin/)).toBe(1);
    await office.sweep();
    expect(speaker.heard()).toHaveLength(before);
    await block.says('/chuagui');
    expect(lastOf(block)).not.toContain(code);
  });

  it('is taken for delivered when somebody says that it was', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-2');
    const speaker = await unreached(team);
    const { conversations } = office.store;
    const [failed] = (await conversations.undeliverable(office.clock.now(), 50)).filter(
      ({ chat }) => chat.chatId === speaker.chat.chatId,
    );
    await conversations.markArrived(speaker.chat, failed?.entry.key ?? '', office.clock.now());
    office.channel.fails = () => undefined;
    const before = speaker.heard().length;
    await office.sweep();
    expect(speaker.heard()).toHaveLength(before);
    expect(
      await conversations.resend(speaker.chat, failed?.entry.key ?? '', office.clock.now()),
    ).toBe(false);
  });

  it('shows nothing of what is elsewhere; on duty one hears how many are about no case', async () => {
    const { office } = opened;
    const { conversations } = office.store;
    const held = async (chatId: string, caseId?: string) => {
      const chat = { channel: 'telegram', chatId };
      const { conversation } = await openConversation(office.deps, chat);
      const about = caseId === undefined ? {} : { caseId };
      await putNotice(office.deps, conversation, { key: 'n', message: { lines: [] }, ...about });
      const now = office.clock.now();
      const claiming = { leaseMs: 1_000, afterCrash: 'leave' } as const;
      const { claimed } = await conversations.claim(chat, now, claiming);
      if (claimed) await conversations.markHeld(chat, claimed.entry, 'blocked', now, undefined);
    };
    await held('elsewhere', 'case-of-another-commune');
    for (const answer of ['answer-1', 'answer-2']) await held(answer);
    office.loseHints();
    office.clock.advance(1);
    const [team, block] = [await office.member('TD-DT-12-1'), await office.member('TD-DT-1')];
    const speaker = await unreached(team);
    const { code } = await speaker.onlyCase();
    await block.says('/chuagui');
    expect(lastOf(block)).toMatch(new RegExp(`${code}: 1 tin.*Tin này không gửi đi được`));
    expect(lastOf(block)).not.toContain('Ngoài ra');
    const duty = await office.member('PT-truc-1');
    await duty.says('/chuagui');
    expect(lastOf(duty)).toContain('Ngoài ra 2 nơi có tin không về việc nào');
    office.channel.fails = () => undefined;
  });

  it('is not there for the block of another commune', async () => {
    const { office } = opened;
    const team = await office.member('TD-DT-12-3');
    const speaker = await unreached(team);
    const { code } = await speaker.onlyCase();
    const other = await office.member('TD-BL-1');
    await other.says('/chuagui');
    expect(lastOf(other)).not.toContain(code);
    office.channel.fails = () => undefined;
  });
});
