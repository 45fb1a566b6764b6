import type { CaseEffect } from './case.ts';

/** The key by which an effect of a case is carried out once. */
export const effectKey = (effect: CaseEffect): string => {
  if (effect.type === 'step') return effect.eventId;
  return effect.type === 'notify' ? effect.notice.key : effect.timer.id;
};
