import { type Api, GrammyError } from 'grammy';
import type { Message, Update } from 'grammy/types';

/** Of Telegram's free signs the one that says that somebody is looking. */
const SEEN = '👀';
/** While Telegram does not answer, so many marks wait at most; the others are left out. */
const MOST_WAITING = 20;

/** Puts a mark under messages that were taken, as a person would who has read them. */
export interface SeenMark {
  /**
   * Marks a message that holds words or pictures; not commands, presses or changed messages. Never rejects; a turn must
   * not wait for it.
   */
  after(update: Update): Promise<void>;
}

/**
 * Marks through an API of its own, at best: a mark that is refused is no loss, and after a 429 none is tried for as long
 * as Telegram says, so that it never takes the place of a message.
 */
export function createSeenMark(api: Api, now: () => number = () => performance.now()): SeenMark {
  let quietUntilMs = Number.NEGATIVE_INFINITY;
  let waiting = 0;
  const mark = async (chatId: number, messageId: number): Promise<void> => {
    waiting += 1;
    try {
      await api.setMessageReaction(chatId, messageId, [{ type: 'emoji', emoji: SEEN }]);
    } catch (error) {
      const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
      if (seconds !== undefined) quietUntilMs = now() + seconds * 1_000;
    } finally {
      waiting -= 1;
    }
  };
  return {
    async after({ message }) {
      if (message === undefined || !isWorthMarking(message)) return;
      if (now() < quietUntilMs || waiting >= MOST_WAITING) return;
      await mark(message.chat.id, message.message_id);
    },
  };
}

/** Of an album only the part with the words: ten marks for one message would use up the room for its answer. */
const isWorthMarking = (message: Message): boolean => {
  if (message.chat.type !== 'private') return false;
  const { text, caption, photo, voice, video, document } = message;
  if (text !== undefined) return !text.startsWith('/');
  if (message.media_group_id !== undefined) return caption !== undefined;
  return [photo, voice, video, document].some((file) => file !== undefined);
};
