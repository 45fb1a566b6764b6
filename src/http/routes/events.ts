import type { Context, Hono } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { createBell } from '../bell.ts';
import type { Site } from '../reply.ts';
import type { Entrance, Room } from '../room.ts';
import { isSettling, lineView, readCursor, updateFor } from '../update.ts';
import { voiceFor } from '../voice.ts';

const HEARTBEAT_MS = 20_000;
/** A hint comes while its message is still being marked as sent: look again so soon, then more and more slowly. */
const SETTLING_MS = 150;

/** A subscription takes a moment: what was said before it held is looked for once after this long. */
const SUBSCRIBING_MS = 1_000;

/** Mounts the event stream of a chat: each event holds the lines that the page may lack. */
export function mountEvents(app: Hono, site: Site, entrance: Entrance): void {
  app.get(`${entrance.pattern}/events`, (context) => {
    const room = entrance.find(context);
    // 204 tells a browser not to ask again: without a session there is nothing to follow.
    if (room === undefined) return context.body(null, 204);
    context.header('X-Accel-Buffering', 'no');
    return streamSSE(context, (stream) => follow(stream, context, site, room, entrance.pattern));
  });
}

/** Follows a chat until the page or the process goes. */
async function follow(
  stream: SSEStreamingApi,
  context: Context,
  site: Site,
  room: Room,
  pattern: string,
): Promise<void> {
  const { hub, closing, events, config } = site.deps;
  const bell = createBell();
  const unsubscribe = hub.subscribe(room.chat, bell.ring);
  closing.addEventListener('abort', bell.ring);
  stream.onAbort(bell.ring);
  try {
    await tellAll(stream, context, site, room, bell.wait, config.heartbeatMs ?? HEARTBEAT_MS);
  } catch (error) {
    // The store is away: the stream ends, and the page asks again in a few seconds.
    events.requestFailed({ route: `${pattern}/events`, error });
  } finally {
    unsubscribe();
    closing.removeEventListener('abort', bell.ring);
  }
}

async function tellAll(
  stream: SSEStreamingApi,
  context: Context,
  site: Site,
  room: Room,
  wait: (timeoutMs: number) => Promise<boolean>,
  heartbeatMs: number,
): Promise<void> {
  const tell = teller(stream, context, site, room);
  let settlingMs = SETTLING_MS;
  let quietMs = SUBSCRIBING_MS;
  while (!stream.aborted && !site.deps.closing.aborted) {
    const isComing = await tell();
    const wasRung = await wait(Math.min(isComing ? settlingMs : quietMs, heartbeatMs));
    if (!wasRung) await stream.write(': \n\n');
    settlingMs = wasRung ? SETTLING_MS : settlingMs * 2;
    quietMs = heartbeatMs;
  }
}

/** Sends what this stream has not sent yet; resolves to whether more will come within moments. */
function teller(
  stream: SSEStreamingApi,
  context: Context,
  { deps }: Site,
  { chat, path }: Room,
): () => Promise<boolean> {
  const told = new Set<string>();
  let cursorMs = readCursor(context.req.header('last-event-id') ?? context.req.query('after'));
  return async () => {
    const conversation = await deps.loadConversation(chat);
    if (conversation === undefined) return false;
    const view = lineView(voiceFor(context, deps, conversation.locale), path, conversation);
    const update = await updateFor(conversation, view, cursorMs, (line) => told.has(line.id));
    for (const { id } of update.lines) told.add(id);
    cursorMs = Math.max(cursorMs, update.cursor);
    if (update.lines.length > 0)
      await stream.writeSSE({ id: String(cursorMs), data: JSON.stringify(update) });
    return isSettling(conversation, deps.clock.now());
  };
}
