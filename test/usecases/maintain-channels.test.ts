import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelNeed } from '../../src/channels/channel.ts';
import { maintainChannels } from '../../src/usecases/maintain-channels.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { RecordingChannel } from './recording-channel.ts';
import { useOffice } from './office.ts';

/** A channel that asks for what it is told to ask for. */
class NeedyChannel extends RecordingChannel {
  asks: () => readonly ChannelNeed[] = () => [];
  maintain = async (): Promise<readonly ChannelNeed[]> => this.asks();
}

describe('looking after channels', () => {
  const opened = useOffice();
  let zalo: NeedyChannel;
  const run = async (): Promise<void> => {
    const { deps } = opened.office;
    await maintainChannels({ ...deps, channels: new Map([...deps.channels, ['zalo-oa', zalo]]) });
    await opened.office.work();
  };
  const needs = (): number => opened.office.events('channel.needs-person').length;

  beforeEach(() => {
    zalo = new NeedyChannel('zalo-oa');
    opened.office.log.length = 0;
  });

  it('is silent while nothing is needed', async () => {
    await run();
    expect(needs()).toBe(0);
    expect(opened.office.events('channel.maintained')).toMatchObject([
      { channel: 'zalo-oa', needsPerson: 0 },
    ]);
  });

  it('tells those on duty once, over a channel that works, what to do', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-1');
    const team = await office.member('TD-DT-12-1');
    const onZalo = { channel: 'zalo-oa', chatId: randomUUID() };
    await openConversation(office.deps, onZalo);
    await office.store.cadres.linkChat('PT-truc-1', onZalo);
    const since = office.clock.now();
    zalo.asks = () => [{ what: 'consent', since }];
    await run();
    office.clock.advance(5);
    await run();
    expect(duty.count(/không gửi được gì qua Zalo/)).toBe(1);
    expect(duty.count(/scripts\/admin zalo login/)).toBe(1);
    expect(team.heard()).toEqual([]);
    expect(zalo.sent).toEqual([]);
    expect((await office.store.conversations.load(onZalo))?.outbox).toEqual([]);
    expect(needs()).toBe(2);
    expect(office.events('channel.needs-person')).toMatchObject([
      { level: 50, channel: 'zalo-oa', what: 'consent' },
      { level: 50 },
    ]);
    // Mended, and broken again: that is another matter.
    office.clock.advance(60);
    const again = office.clock.now();
    zalo.asks = () => [{ what: 'consent', since: again }];
    await run();
    expect(duty.count(/không gửi được gì qua Zalo/)).toBe(2);
  });

  it('tells nobody of what lasts for days, nor of a channel that was never set up', async () => {
    const { office } = opened;
    const duty = await office.member('PT-truc-1');
    const before = duty.heard().length;
    const longAgo = new Date(office.clock.now().getTime() - 25 * 3_600_000);
    zalo.asks = () => [
      { what: 'consent', since: longAgo },
      { what: 'set-up', since: office.clock.now() },
    ];
    await run();
    expect(duty.heard().length).toBe(before);
    expect(needs()).toBe(2);
  });

  it('goes on with the others when one fails', async () => {
    zalo.asks = () => {
      throw new Error('Lan 0912345678');
    };
    await run();
    expect(opened.office.events('connection.failed')).toMatchObject([{ service: 'zalo-oa' }]);
    expect(opened.office.events('channel.maintained')).toEqual([]);
    expect(opened.office.log.join('')).not.toContain('0912345678');
  });
});
