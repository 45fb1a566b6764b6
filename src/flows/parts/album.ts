import type { Turn } from '../../chat/flow.ts';
import type { Reply } from '../../chat/message.ts';

/** Pictures come without an end mark, one message each on some channels: so long the answer waits for more, in milliseconds. */
export const HOLD_MS = 1_500;

/** Whether a message is a picture, or a part of an album. */
const isPicture = ({ body, groupId }: Turn['inbound']): boolean =>
  groupId !== undefined || (body.kind === 'file' && !body.file.mediaType.startsWith('audio/'));

/** How an answer waits for further pictures, so that of several answers only the last is sent. */
export const albumHold = ({ inbound }: Pick<Turn, 'inbound'>): Pick<Reply, 'holdMs'> =>
  isPicture(inbound) ? { holdMs: HOLD_MS } : {};

/** Whether a picture came without a word, so that it can be no answer to a question asked in words. */
export const isMute = ({ inbound: { body } }: Pick<Turn, 'inbound'>): boolean =>
  body.kind === 'file' &&
  (body.caption ?? '').trim() === '' &&
  !body.file.mediaType.startsWith('audio/');
