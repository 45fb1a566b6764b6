import type { Case, CaseDraft } from '../../src/domain/case.ts';
import { openConversation } from '../../src/usecases/open-conversation.ts';
import { openDraft } from '../../src/usecases/open-draft.ts';
import type { Office, Speaker } from './office.ts';

/** A confirmed draft becomes a case; nothing of it is placed or told yet. */
export async function report(
  office: Office,
  text: string,
  fields: Partial<CaseDraft> = {},
): Promise<{ villager: Speaker; opened: Case }> {
  const villager = office.newcomer();
  const { person } = await openConversation(office.deps, villager.chat);
  const id = office.deps.ids.next();
  await openDraft(office.deps, {
    id,
    kind: 'phan-anh',
    urgency: 'normal',
    text,
    files: [],
    place: {},
    reporter: { personId: person.id, isHidden: true, isOnBehalf: false },
    sentAt: office.clock.now(),
    ...fields,
  });
  return { villager, opened: await reload(office, id) };
}

/** The case as it stands now. */
export async function reload(office: Office, caseId: string): Promise<Case> {
  const current = await office.store.cases.load(caseId);
  if (current === undefined) throw new Error('the case is gone');
  return current;
}

/** Told with the village already known. */
export const inVillage = (unitId: string) => ({ place: { unitId } });
