import type { Hono } from 'hono';
import type { FileRef } from '../../domain/case.ts';
import { displayOf } from '../media.ts';
import { answerError, type Site } from '../reply.ts';
import type { Entrance } from '../room.ts';
import { findFile, transcript } from '../transcript.ts';

/** Mounts the files of a chat; one that does not stand in this very chat is not found through it. */
export function mountFiles(app: Hono, site: Site, entrance: Entrance): void {
  const { deps } = site;
  app.get(`${entrance.pattern}/files/:fileId`, async (context) => {
    const room = entrance.find(context);
    const conversation = room && (await deps.loadConversation(room.chat));
    const file =
      conversation && findFile(transcript(conversation), context.req.param('fileId') ?? '');
    const opened = room && file && (await deps.openFile(file.id, room.chat));
    if (opened === undefined) return answerError(context, site, 404);
    const headers = fileHeaders(opened.ref);
    // Bytes of an id never change, so the id is their tag.
    if (context.req.header('if-none-match') === headers['ETag'])
      return context.body(null, 304, { ETag: headers['ETag'], 'Cache-Control': CACHING });
    return context.body(Uint8Array.from(opened.bytes), 200, headers);
  });
}

/** Asked for anew each time: on a shared device the session may be over, and a withheld picture gone. */
const CACHING = 'private, no-cache';

/** A file is somebody's upload: nothing in it may run here, whatever it claims to be. */
export function fileHeaders({ id, mediaType, name }: FileRef) {
  const isShown = displayOf(mediaType) !== 'link';
  return {
    'Content-Type': isShown ? mediaType : 'application/octet-stream',
    'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': CACHING,
    ETag: `"${id}"`,
  };
}
