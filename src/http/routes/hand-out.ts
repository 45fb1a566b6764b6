import type { Hono } from 'hono';
import { answerError, type Site } from '../reply.ts';
import { fileHeaders } from './files.ts';

/**
 * Mounts the passing addresses of files that providers fetch. An address is all that is asked for, so it must lead
 * nowhere else, stay in no cache and in no index.
 */
export function mountHandOut(app: Hono, site: Site): void {
  app.get('/t/:token', async (context) => {
    const opened = await site.deps.openHandedOut(context.req.param('token'));
    if (opened === undefined) return answerError(context, site, 404);
    return context.body(Uint8Array.from(opened.bytes), 200, {
      ...fileHeaders(opened.ref),
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow',
      'Referrer-Policy': 'no-referrer',
    });
  });
}
