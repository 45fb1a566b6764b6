import { describe, expect, it } from 'vitest';
import { createWebChannel } from '../../src/channels/web/web-channel.ts';
import type { ChatRef } from '../../src/domain/person.ts';

const CHAT: ChatRef = { channel: 'web', chatId: 'a' };

describe('the chat page as a channel', () => {
  it('sends by telling the open pages of the chat, which look for themselves', async () => {
    const told: ChatRef[] = [];
    const channel = createWebChannel({
      publish: async (chat) => {
        told.push(chat);
      },
    });
    const rendering = {
      locale: 'vi',
      translate: String,
      openFile: () => Promise.reject(new Error('no file is needed')),
      absolute: String,
      aboutToSend: async () => undefined,
    };
    expect(await channel.send(CHAT, { lines: [] }, rendering, 0)).toEqual({});
    expect(told).toEqual([CHAT]);
  });

  it('keeps what was said, for no provider does', () => {
    const { capabilities, webhooks } = createWebChannel({ publish: async () => undefined });
    expect(capabilities).toMatchObject({ keepsNoHistory: true, answersInResponse: true });
    expect(webhooks).toEqual([]);
  });
});
