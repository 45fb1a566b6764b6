import type { Case } from '../domain/case.ts';
import { lessonOf } from '../domain/lesson.ts';
import { consentFor } from '../domain/person.ts';
import type { Deps } from './deps.ts';
import { hashSecret } from './secret.ts';

/** The id of a case's lesson: case ids cannot be guessed, so nobody finds the case by it. */
const lessonId = (caseId: string): string => hashSecret(`lesson-${caseId}`);

/**
 * Keeps what a case teaches as it stands: the outcome of its reading always, the nameless words only of who agreed to
 * just that. Repeatable.
 */
export async function keepLesson(deps: Deps, current: Case): Promise<void> {
  const { directory, calendar, reader } = await deps.surroundings();
  const lesson = lessonOf(current, directory, calendar);
  if (lesson === undefined) return;
  const mayTeach = lesson.category !== undefined && (await hasAgreed(deps, current));
  const words = mayTeach ? teachable(current, reader.teachable(current.text)) : undefined;
  await deps.store.lessons.put({
    ...lesson,
    id: lessonId(current.id),
    ...(words === undefined ? {} : { words }),
  });
}

const teachable = ({ categoryId, urgency }: Case, words: string | undefined): string | undefined =>
  categoryId === 'hoa-giai' || urgency === 'emergency' ? undefined : words;

/** Whoever is not in the case at all has agreed to nothing. */
async function hasAgreed({ store }: Deps, { reporter }: Case): Promise<boolean> {
  const person = await store.people.load(reporter.personId);
  return person !== undefined && consentFor(person, 'learn')?.granted === true;
}

/** More concerns of one person are not looked through. */
const MOST_CASES = 1_000;

/** Forgets the words of all that a person has sent: who takes the consent back is learnt from no more. */
export async function forgetLessonWords({ store }: Deps, personId: string): Promise<void> {
  const cases = await store.cases.ofPerson(personId, MOST_CASES);
  await store.lessons.forgetWords(cases.map(({ id }) => lessonId(id)));
}
