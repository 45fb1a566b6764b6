import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { noticePage } from '../pages/notice-page.ts';
import { answerPage, frameFor, type Site } from '../reply.ts';
import { STAFF_SESSION_SECONDS, startSession } from '../session.ts';
import { preferredLocale, voiceFor } from '../voice.ts';

/**
 * Mounts the one-time sign-in of cadres. Opening the link shows a button and redeems nothing, for
 * messengers open links by themselves to draw a preview.
 */
export function mountSignIn(app: Hono, site: Site): void {
  app.get('/vao/:token', (context) => showButton(context, site));
  app.post('/vao/:token', (context) => signIn(context, site, context.req.param('token')));
}

function showButton(context: Context, site: Site): Response | Promise<Response> {
  const voice = voiceFor(context, site.deps);
  const notice = {
    title: voice.page('signIn.title'),
    words: voice.page('signIn.words'),
    action: html`<form method="post"><button class="send">${voice.page('signIn.enter')}</button></form>`,
  };
  return answerPage(context, noticePage(frameFor(site, voice), notice));
}

async function signIn(context: Context, site: Site, token: string): Promise<Response> {
  const { deps } = site;
  const redeemed = await deps.redeemSignIn(token);
  if (redeemed === undefined) {
    const voice = voiceFor(context, deps);
    const notice = { title: voice.page('signIn.usedTitle'), words: voice.page('signIn.used') };
    return answerPage(context, noticePage(frameFor(site, voice), notice), 410);
  }
  // A new cookie, never the one the browser came with: somebody else may have planted that.
  const chat = startSession(context, deps.config, STAFF_SESSION_SECONDS);
  await deps.ensureConversation(chat, preferredLocale(context, deps.locales));
  await deps.linkSession(redeemed.cadreId, chat);
  deps.events.cadreSignedIn({ cadreId: redeemed.cadreId });
  return context.redirect('/chat', 303);
}
