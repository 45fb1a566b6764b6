import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Double } from 'bson';
import { runCommand } from './commands/index.ts';
import { EncodedReply } from './cursors.ts';
import { CommandError } from './errors.ts';
import { type FaultAction, type Faults, faultError } from './faults.ts';
import { MessageBuffer } from './message-buffer.ts';
import type { ServerState } from './server-state.ts';
import { encode, type StoredDocument } from './values.ts';
import { frameReply, readMessage, type WireRequest } from './wire.ts';

// A real server sends these as doubles.
const accepted = new Double(1);
const refused = new Double(0);

/** What a connection needs of its server. */
export interface ConnectionHost {
  readonly state: ServerState;
  readonly faults: Faults;
  /** Makes what the last command changed durable. @throws when the journal cannot be written. */
  readonly commit: () => void;
}

/** Serves one client connection until it ends; its commands are carried out one after another. */
export async function serveConnection(
  socket: Socket,
  connectionId: number,
  host: ConnectionHost,
): Promise<void> {
  const received = new MessageBuffer();
  try {
    for await (const chunk of socket) {
      received.push(chunk as Buffer);
      for (let message = received.take(); message !== undefined; message = received.take()) {
        await answer(socket, readMessage(message), connectionId, host);
      }
    }
  } catch {
    // A broken or malformed connection concerns only its client, which sees it end.
  } finally {
    socket.destroy();
  }
}

async function answer(
  socket: Socket,
  request: WireRequest,
  connectionId: number,
  host: ConnectionHost,
): Promise<void> {
  const action = host.faults.take(Object.keys(request.body)[0] ?? '', request.body);
  if (action === 'drop-before') return void socket.destroy();
  if (typeof action === 'object' && 'delayMs' in action) await delay(action.delayMs);
  const body = carryOut(request, connectionId, host, action);
  if (action === 'drop-after') return void socket.destroy();
  if (request.wantsReply && !socket.destroyed) socket.write(frameReply(request, body));
}

function carryOut(
  request: WireRequest,
  connectionId: number,
  host: ConnectionHost,
  action: FaultAction | undefined,
): Uint8Array {
  try {
    if (typeof action === 'object' && 'code' in action) throw faultError(action);
    if (typeof action === 'object' && 'reply' in action) {
      return encode({ ok: refused, ...action.reply });
    }
    return replyBytes(run(request, connectionId, host));
  } catch (error) {
    return encode(errorReply(error));
  }
}

function run(
  { body, kind }: WireRequest,
  connectionId: number,
  host: ConnectionHost,
): StoredDocument | EncodedReply {
  const [name = ''] = Object.keys(body);
  if (kind === 'query' && !['hello', 'isMaster', 'ismaster'].includes(name)) {
    throw new CommandError(
      'UnsupportedOpQueryCommand',
      `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
    );
  }
  if (name === 'configureFailPoint') {
    host.faults.configureFailPoint(body);
    return {};
  }
  try {
    return runCommand(body, connectionId, host.state);
  } finally {
    // Also what a command changed before it failed has to last.
    host.commit();
  }
}

function replyBytes(reply: StoredDocument | EncodedReply): Uint8Array {
  return reply instanceof EncodedReply ? reply.bytes : encode({ ...reply, ok: accepted });
}

function errorReply(error: unknown): StoredDocument {
  const known =
    error instanceof CommandError ? error : new CommandError('InternalError', String(error));
  const { message, code, codeName, details } = known;
  return { ok: refused, errmsg: message, code, codeName, ...details };
}
