import { serve, type HttpBindings, type ServerType } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './faults.ts';

/** What an emulator's routes know of a request. */
export type Bound = { Bindings: HttpBindings };

/** A server on loopback. */
export interface Listening {
  /** Without a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

/** @param port - Default: a free one. */
export function listen(app: Hono<Bound>, port = 0): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ hostname: '127.0.0.1', port, fetch: app.fetch }, (bound) =>
      resolve({
        address: `http://127.0.0.1:${bound.port}`,
        close: () => closeServer(server),
      }),
    );
    server.once('error', reject);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((ended) => {
    server.close(() => ended());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

/** The two ways a call may end. */
export interface Outcome<Refused extends object> {
  readonly carryOut: () => Promise<Response>;
  readonly refuse: (refusal: Refused) => Response;
}

/** Carries a call out, unless something was planned to go wrong with it. */
export async function answer<Refused extends object>(
  context: Context<Bound>,
  fault: Fault<Refused> | undefined,
  { carryOut, refuse }: Outcome<Refused>,
): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return carryOut();
    case 'delay':
      await pause(fault.ms);
      return carryOut();
    case 'refused':
      return refuse(fault);
    case 'gateway':
      return context.html('<h1>Bad Gateway</h1>', fault.status as 502);
    case 'empty':
      return context.body(null, fault.status as 200);
    case 'cut':
      if (fault.isDone) await carryOut();
      context.env.incoming.socket.destroy();
      return context.body(null);
    case 'silent':
      if (fault.isDone === true) await carryOut();
      await hangUp(context);
      return context.body(null);
  }
}

async function hangUp({ env: { incoming } }: Context<Bound>): Promise<void> {
  if (incoming.socket.destroyed) return;
  await new Promise((resolve) => incoming.socket.once('close', resolve));
}
