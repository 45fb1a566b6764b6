import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ChatRef } from '../domain/person.ts';
import { requestConnection, workerConnection, type QueueSettings } from './connection.ts';
import { HINT_LIMIT_MS, within } from './within.ts';

/** Tells open pages that their chat has something new. Only a hint: a page that misses it asks again by itself. */
export interface Hub {
  readonly publish: (chat: ChatRef) => Promise<void>;
  /** @returns a function that ends the subscription. */
  subscribe(chat: ChatRef, listener: () => void): () => void;
  /** Rejects while Redis does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Redis sees a hash of the chat, never its id. */
const topicOf = (prefix: string, { channel, chatId }: ChatRef): string =>
  `${prefix}:page:${createHash('sha256').update(`${channel} ${chatId}`).digest('base64url').slice(0, 22)}`;

/** A hub over Redis; within one process it works while Redis is away, too. */
export function createHub(settings: QueueSettings): Hub {
  const listeners = new Map<string, Set<() => void>>();
  const publisher = requestConnection(settings);
  let subscriber: Redis | undefined;
  const hear = (topic: string): void => listeners.get(topic)?.forEach((listener) => listener());
  const listen = (): Redis => {
    subscriber ??= workerConnection(settings).on('message', hear);
    return subscriber;
  };
  return {
    publish: async (chat) => {
      const topic = topicOf(settings.prefix, chat);
      await within(HINT_LIMIT_MS, publisher.publish(topic, '')).catch(() => hear(topic));
    },
    subscribe: (chat, listener) => {
      const topic = topicOf(settings.prefix, chat);
      const heard = listeners.get(topic) ?? new Set();
      listeners.set(topic, heard.add(listener));
      if (heard.size === 1) listen().subscribe(topic).catch(settings.onError);
      return () => {
        heard.delete(listener);
        if (heard.size > 0 || listeners.get(topic) !== heard) return;
        listeners.delete(topic);
        subscriber?.unsubscribe(topic).catch(settings.onError);
      };
    },
    ping: async () => {
      await publisher.ping();
    },
    close: async () => {
      publisher.disconnect();
      subscriber?.disconnect();
    },
  };
}
