import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ChatRef } from '../../domain/person.ts';
import type { Site } from '../reply.ts';
import type { Entrance } from '../room.ts';
import { BadSubmission } from '../submission.ts';
import { rememberLocale } from '../voice.ts';

/** A form of one short word is at most so many bytes. */
export const languageFormLimit = bodyLimit({ maxSize: 4_096 });

/** Mounts the language switch of a chat. */
export function mountLanguage(app: Hono, site: Site, entrance: Entrance): void {
  app.post(`${entrance.pattern}/language`, languageFormLimit, async (context) => {
    const room = entrance.find(context);
    await switchLanguage(context, site, room === undefined ? [] : [room.chat]);
    return context.redirect(room?.path ?? '/chat', 303);
  });
}

/**
 * Changes the language of these chats and of this device.
 *
 * @throws {BadSubmission} when it is no language of ours.
 */
export async function switchLanguage(
  context: Context,
  { deps }: Site,
  chats: readonly ChatRef[],
): Promise<void> {
  const { locale } = await context.req.parseBody();
  if (typeof locale !== 'string' || !deps.locales.includes(locale)) throw new BadSubmission();
  rememberLocale(context, locale, deps.config.secureCookies);
  await Promise.all(chats.map((chat) => deps.setLocale(chat, locale)));
}
