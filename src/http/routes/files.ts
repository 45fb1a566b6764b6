import type { Hono } from 'hono';
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
    return context.body(Uint8Array.from(opened.bytes), 200, headersOf(opened.ref));
  });
}

/** A file is somebody's upload: nothing in it may run here, whatever it claims to be. */
function headersOf({
  mediaType,
  name,
}: {
  mediaType: string;
  name: string;
}): Record<string, string> {
  const isShown = displayOf(mediaType) !== 'link';
  return {
    'Content-Type': isShown ? mediaType : 'application/octet-stream',
    'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=604800, immutable',
  };
}
