import type { Hono } from 'hono';
import { html } from 'hono/html';
import { noticePage } from '../pages/notice-page.ts';
import { answerPage, frameFor, type Site } from '../reply.ts';
import { voiceFor } from '../voice.ts';

/**
 * Mounts the page to which Zalo leads an administrator back after the consent. The code stands in the address, and is
 * carried to `scripts/admin zalo login` by hand: nothing here reads it, keeps it, or passes it on.
 */
export function mountZaloConsent(app: Hono, site: Site): void {
  app.get('/zalo', (context) => {
    const voice = voiceFor(context, site.deps);
    // The proxy before us writes down where a style sheet was asked from.
    context.header('Referrer-Policy', 'no-referrer');
    const notice = {
      title: voice.page('zaloConsent.title'),
      words: voice.page('zaloConsent.copy'),
      action: html`<p>${voice.page('zaloConsent.once')}</p>`,
    };
    return answerPage(context, noticePage(frameFor(site, voice), notice));
  });
}
