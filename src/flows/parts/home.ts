import type { Turn } from '../../chat/flow.ts';
import { consentFor } from '../../domain/person.ts';

/** The citizen's own village, if it may be remembered and still exists. */
export const homeOf = ({ asker, world }: Pick<Turn, 'asker' | 'world'>): string | undefined => {
  const { person } = asker;
  const mayRemember = consentFor(person, 'remember')?.granted === true;
  const home = mayRemember ? person.homeUnitId : undefined;
  return home !== undefined && world.directory.find(home) !== undefined ? home : undefined;
};
