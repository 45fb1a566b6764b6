import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AssetPaths } from './assets.ts';
import type { HttpDeps } from './deps.ts';
import type { Frame, Html } from './pages/layout.ts';
import { errorPage } from './pages/notice-page.ts';
import { voiceFor, type Voice } from './voice.ts';

/** What every route works with. */
export interface Site {
  readonly deps: HttpDeps;
  readonly assets: AssetPaths;
}

/** Whether the caller is our script, or another program, rather than a person who follows a link. */
export const wantsJson = (context: Context): boolean =>
  (context.req.header('accept') ?? '').includes('application/json');

/** A frame in the language of the caller, or of the conversation. */
export const frameFor = (site: Site, voice: Voice): Frame => ({ voice, assets: site.assets });

/** Answers with a page; what one person reads is never kept by anything between. */
export const answerPage = (
  context: Context,
  page: Html,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> => context.html(page, status, { 'Cache-Control': 'no-store' });

/** Answers that something went wrong, as a page or for our script, in the caller's language. */
export function answerError(
  context: Context,
  site: Site,
  status: ContentfulStatusCode,
  action?: Html,
): Response | Promise<Response> {
  const voice = voiceFor(context, site.deps);
  if (wantsJson(context))
    return context.json({ error: status }, status, { 'Cache-Control': 'no-store' });
  return answerPage(context, errorPage(frameFor(site, voice), status, action), status);
}
