import type { Flow, Outcome, Turn } from '../chat/flow.ts';
import { readInviteCode } from '../domain/invite.ts';
import { say } from '../domain/text.ts';
import {
  answerLines,
  misread,
  proceed,
  QUESTION_PATIENCE_MS,
  sceneOf,
  type Scene,
  waysOf,
} from './staff/scene.ts';

const ID = 'join';

const typedOf = ({ intent, inbound }: Turn): string => {
  if (intent.type === 'command') return intent.argument;
  return intent.type === 'message' && inbound.body.kind === 'text' ? inbound.body.text : '';
};

// Whoever gave out codes of another make still gets them tried: a single word of a likely length.
const LIKELY_CODE = /^[!-~]{6,64}$/;

const codeIn = (typed: string): string | undefined =>
  readInviteCode(typed) ?? (LIKELY_CODE.test(typed.trim()) ? typed.trim() : undefined);

const askCode = (scene: Scene): Outcome =>
  proceed(scene, 'code', {}, { message: { lines: [say('staff.join.ask')] } });

const redeem = ({ turn }: Scene, inviteCode: string): Outcome => ({
  dialogue: null,
  replies: [],
  effects: [{ type: 'join', key: `join-${turn.inbound.eventId}`, inviteCode }],
});

/** A chat is one cadre's: a second code in it would mix two people's rights. */
const alreadyIn = (scene: Scene, name: string): Outcome =>
  answerLines(scene, [say('staff.join.already', { name })], waysOf(scene));

const joinWith = (scene: Scene, typed: string): Outcome => {
  const code = codeIn(typed);
  if (code !== undefined) return redeem(scene, code);
  const isAsked = scene.turn.conversation.dialogue?.flow === ID;
  return isAsked ? misread(scene, 'staff.join.unreadable') : askCode(scene);
};

/** A cadre joins with a one-time invite code, by command or by the code alone. */
export const joinFlow: Flow = {
  id: ID,
  audience: 'everyone',
  commands: [{ name: 'thamgia', phrases: ['tham gia', 'toi la can bo', 'join'], isListed: false }],
  patienceMs: QUESTION_PATIENCE_MS,
  claims: ({ inbound }) =>
    inbound.body.kind === 'text' && readInviteCode(inbound.body.text) !== undefined,
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    const { cadre } = turn.asker;
    return cadre === undefined ? joinWith(scene, typedOf(turn)) : alreadyIn(scene, cadre.name);
  },
};
