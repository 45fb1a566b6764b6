import type { Hono } from 'hono';
import { html } from 'hono/html';
import { noticePage } from '../pages/notice-page.ts';
import { answerPage, frameFor, type Site } from '../reply.ts';
import type { Entrance } from '../room.ts';
import { forgetSession } from '../session.ts';
import { voiceFor } from '../voice.ts';

/** Mounts the way out for a shared device: it says what follows before it takes the session away. */
export function mountLeave(app: Hono, site: Site, entrance: Entrance): void {
  const { deps } = site;
  const path = `${entrance.pattern}/leave`;
  app.get(path, (context) => {
    const voice = voiceFor(context, deps);
    const notice = {
      title: voice.page('leave.title'),
      words: voice.page('leave.words'),
      action: html`<form method="post" action="${path}" class="answers">
<button class="send">${voice.page('leave.yes')}</button>
<a class="button quiet" href="${entrance.pattern}">${voice.page('leave.no')}</a></form>`,
    };
    return answerPage(context, noticePage(frameFor(site, voice), notice));
  });
  app.post(path, async (context) => {
    const room = entrance.find(context);
    if (room !== undefined) await deps.endSession(room.chat);
    forgetSession(context, deps.config);
    // Photos and voice of the chat may lie in the cache of a device that others use too.
    context.header('Clear-Site-Data', '"cache"');
    return context.redirect(entrance.pattern, 303);
  });
}
