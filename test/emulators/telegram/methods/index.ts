import type { Method } from '../account.ts';
import { MEDIA_METHODS } from './media.ts';
import { MESSAGE_METHODS } from './messages.ts';
import { PROFILE_METHODS } from './profile.ts';
import { RECEIVING_METHODS } from './receiving.ts';

/** The part of the Bot API that is played; every other method is not found. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...PROFILE_METHODS,
    ...RECEIVING_METHODS,
    ...MESSAGE_METHODS,
    ...MEDIA_METHODS,
  }),
);
