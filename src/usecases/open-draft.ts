import type { Reply } from '../chat/message.ts';
import type { Case, CaseDraft } from '../domain/case.ts';
import { drawCode } from '../domain/code.ts';
import { openCase } from '../domain/lifecycle.ts';
import { receiptMessage } from '../flows/notices.ts';
import type { Deps } from './deps.ts';
import { settleOrLeave } from './settle-case.ts';
import { settingAt } from './surroundings.ts';

/** How long the receipt waits for the fuller one with team and dates, in milliseconds. */
const RECEIPT_HOLD_MS = 2_000;
/** Codes grow by a digit when this many drawn in a row were taken. */
const DRAWS_PER_LENGTH = 5;
const MOST_DRAWS = 25;

/** Every code drawn was taken; never seen below some hundred thousand open codes of one village. */
export class NoFreeCode extends Error {
  override readonly name = 'NoFreeCode';
}

/** Makes the case of a confirmed draft, once, and answers with its code. */
export async function openDraft(deps: Deps, draft: CaseDraft): Promise<readonly Reply[]> {
  const opened = await insert(deps, await ofStanding(deps, draft));
  await settleOrLeave(deps, opened.id);
  await deps.wake.triage(opened.id);
  const { world } = await deps.surroundings();
  const message = receiptMessage(opened, world, deps.clock.now());
  return [{ message, groupId: `receipt-${opened.id}`, holdMs: RECEIPT_HOLD_MS }];
}

/** Whoever sent it may have become one with another person since. */
async function ofStanding({ store }: Deps, draft: CaseDraft): Promise<CaseDraft> {
  const { reporter } = draft;
  const personId = (await store.people.load(reporter.personId))?.id ?? reporter.personId;
  return { ...draft, reporter: { ...reporter, personId } };
}

async function insert(deps: Deps, draft: CaseDraft): Promise<Case> {
  const surroundings = await deps.surroundings();
  const village =
    draft.place.unitId === undefined
      ? undefined
      : surroundings.directory.find(draft.place.unitId)?.name;
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const digits = 3 + Math.floor(draw / DRAWS_PER_LENGTH);
    const code = drawCode(village, (limit) => deps.ids.below(limit), digits);
    const opened = openCase(
      draft,
      code,
      `open-${draft.id}`,
      settingAt(deps.clock.now(), surroundings),
    );
    const outcome = await deps.store.cases.insert(opened);
    if (outcome === 'inserted') {
      deps.events.caseOpened({ caseId: opened.id, urgency: opened.urgency });
      return opened;
    }
    const existing = outcome === 'exists' ? await deps.store.cases.load(draft.id) : undefined;
    if (existing !== undefined) return existing;
  }
  throw new NoFreeCode('no free case code');
}
