import type { Conversation } from '../../src/chat/conversation.ts';
import type { TurnBase } from '../../src/chat/engine.ts';
import type { Asker, Flow, World } from '../../src/chat/flow.ts';
import type { InboundBody } from '../../src/chat/message.ts';
import type { Ability } from '../../src/domain/cadre.ts';
import { WORLD } from '../flows/citizen/village.ts';

export const NOW = new Date('2026-11-23T01:00:00Z');

/** A flow that answers with its own id, unless told otherwise. */
export const flow = (parts: Partial<Flow> & Pick<Flow, 'id'>): Flow => ({
  audience: 'everyone',
  commands: [],
  advance: ({ conversation }) => ({
    dialogue: conversation.dialogue,
    replies: [{ message: { lines: [{ key: parts.id }] } }],
  }),
  ...parts,
});

export const asker = (): Asker => ({
  person: { id: 'P1', chats: [], locale: 'vi', consents: [], createdAt: NOW },
  grants: [],
});

export const cadreAsker = (...abilities: readonly Ability[]): Asker => ({
  ...asker(),
  cadre: {
    id: 'CB-1',
    name: 'Trần Thị Mai',
    positions: [],
    chats: [],
    absences: [],
    locale: 'vi',
    isFictional: true,
  },
  grants: [{ position: { unitId: 'DT-01', roleId: 'member', validity: {} }, abilities }],
});

export const conversation = (parts: Partial<Conversation> = {}): Conversation => ({
  chat: { channel: 'web', chatId: 'C1' },
  personId: 'P1',
  locale: 'vi',
  dialogue: null,
  offered: [],
  misunderstood: 0,
  seen: [],
  heard: [],
  outbox: [],
  pending: [],
  version: 1,
  ...parts,
});

/** A turn as the use case hands it to the engine. */
export const turnBase = (
  body: InboundBody | string,
  parts: { talk?: Partial<Conversation>; asker?: Asker; world?: World } = {},
): TurnBase => ({
  conversation: conversation(parts.talk),
  inbound: {
    eventId: 'E1',
    chat: { channel: 'web', chatId: 'C1' },
    sentAt: NOW,
    body: typeof body === 'string' ? { kind: 'text', text: body } : body,
  },
  asker: parts.asker ?? asker(),
  world: parts.world ?? WORLD,
  locale: 'vi',
  now: NOW,
  newId: () => 'N1',
});
