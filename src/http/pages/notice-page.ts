import { html } from 'hono/html';
import { brand, layout, type Frame, type Html } from './layout.ts';

/** A page with one thing to say and at most one thing to do. */
export function noticePage(
  frame: Frame,
  notice: {
    readonly title: string;
    readonly words: string;
    /** Below the words: a form or a link; the way back to the chat when absent. */
    readonly action?: Html;
  },
): Html {
  const { voice } = frame;
  return layout(frame, {
    title: notice.title,
    kind: 'notice',
    body: html`<header class="top">${brand(frame, voice.page('tagline'))}</header>
<main><h1>${notice.title}</h1><p>${notice.words}</p>
${notice.action ?? html`<p><a class="button" href="/chat">${voice.page('error.back')}</a></p>`}
</main>`,
  });
}

/** What went wrong, in the words of its section in the locale files. */
export function errorPage(frame: Frame, problem: number | 'offline', action?: Html): Html {
  const { voice } = frame;
  const section = problem === 'offline' ? problem : sectionOf(problem);
  return noticePage(frame, {
    title: voice.page(`error.${section}.title`),
    words: voice.page(`error.${section}.words`),
    ...(action === undefined ? {} : { action }),
  });
}

/** Statuses that have words of their own; others speak with the general ones of their class. */
function sectionOf(status: number): number {
  if ([403, 404, 413, 503].includes(status)) return status;
  return status < 500 ? 400 : 500;
}
