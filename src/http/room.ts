import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ChatRef } from '../domain/person.ts';
import type { DemoPersona, HttpDeps } from './deps.ts';
import { CITIZEN_SESSION_SECONDS, findSession, startSession } from './session.ts';

/** A chat as one caller may enter it. */
export interface Room {
  /** Address of its page, such as `/chat`. */
  readonly path: string;
  readonly chat: ChatRef;
  /** The fictional person who speaks here, in the demo. */
  readonly persona?: DemoPersona;
}

/** A way into chats: the session's own, or a persona's of the demo. */
export interface Entrance {
  /** Route pattern of the page; everything else of the chat lies below it. */
  readonly pattern: string;
  /** The room the caller is in, or `undefined`: nothing is begun. */
  find(context: Context): Room | undefined;
  /** The room the caller is in; begins a session where that is how one comes in. */
  open(context: Context): Room | undefined;
}

const CHAT_PATH = '/chat';

/** The caller's own chat, known by the cookie alone. */
export function sessionEntrance({ config }: Pick<HttpDeps, 'config'>): Entrance {
  const roomOf = (chat: ChatRef): Room => ({ path: CHAT_PATH, chat });
  const find = (context: Context): Room | undefined => {
    const chat = findSession(context, config);
    return chat === undefined ? undefined : roomOf(chat);
  };
  return {
    pattern: CHAT_PATH,
    find,
    open: (context) =>
      find(context) ?? roomOf(startSession(context, config, CITIZEN_SESSION_SECONDS)),
  };
}

/** The chat of a persona, open to anybody; mounted in demo mode alone. */
export function personaEntrance({ personas }: Pick<HttpDeps, 'personas'>): Entrance {
  const find = (context: Context): Room | undefined => {
    const persona = personas.find(({ id }) => id === context.req.param('persona'));
    return persona && { path: pathOf(persona), chat: persona.chat, persona };
  };
  return { pattern: '/demo/:persona/chat', find, open: find };
}

/** Address of a persona's chat. */
export const pathOf = (persona: DemoPersona): string => `/demo/${persona.id}/chat`;

/** Tells rooms apart within one browser without telling the chat's id. */
export const roomMark = ({ chat }: Room): string =>
  createHash('sha256').update(`${chat.channel} ${chat.chatId}`).digest('base64url').slice(0, 12);
