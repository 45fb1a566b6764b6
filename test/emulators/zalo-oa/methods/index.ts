import { MESSAGE_METHODS } from './messages.ts';
import type { Method } from './method.ts';
import { OA_METHODS } from './official-account.ts';
import { PEOPLE_METHODS } from './people.ts';
import { TEMPLATE_BY_UID_METHODS } from './template-by-uid.ts';
import { UPLOAD_METHODS } from './uploading.ts';

/** Calls of the open API; any other is not found. */
export const OPEN_METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...MESSAGE_METHODS,
    ...TEMPLATE_BY_UID_METHODS,
    ...UPLOAD_METHODS,
    ...PEOPLE_METHODS,
    ...OA_METHODS,
  }),
);

export { BUSINESS_METHODS } from './business.ts';
