import type { Outcome, Turn } from '../../chat/flow.ts';
import type { Case } from '../../domain/case.ts';
import { say } from '../../domain/text.ts';
import { LOOSE, type Kept } from './kept-words.ts';
import { sceneOf } from './scene.ts';
import { showCase } from './work-verbs.ts';

/** Shows the case that words are for; they are kept until it is said what they tell: how far it is, or that it is done. */
export const showFor = (turn: Turn, current: Case, { words, files }: Kept): Outcome => {
  const scene = sceneOf(LOOSE, turn, { found: current });
  const isEmpty = words === '' && files.length === 0;
  if (isEmpty) return showCase(scene, current);
  const kept = say('staff.loose.kept', { code: current.code });
  return {
    ...showCase(scene, current, false, [kept]),
    dialogue: { flow: LOOSE, step: 'case', slots: { words, files }, since: turn.now },
  };
};
