import type { Flow } from '../chat/flow.ts';
import { accuracyFlow } from './accuracy.ts';
import { cancelFlow } from './cancel.ts';
import { caseWorkFlow } from './case-work.ts';
import { coordinateFlow } from './coordinate.ts';
import { figuresFlow } from './figures.ts';
import { helpFlow } from './help.ts';
import { humanFlow } from './human.ts';
import { inboxFlow } from './inbox.ts';
import { insistFlow } from './insist.ts';
import { joinFlow } from './join.ts';
import { landmarkFlow } from './landmark.ts';
import { languageFlow } from './language.ts';
import { linkFlow } from './link.ts';
import { looseWordsFlow } from './loose-words.ts';
import { mineFlow } from './mine.ts';
import { phoneFlow } from './phone.ts';
import { privacyFlow } from './privacy.ts';
import { ratingFlow } from './rating.ts';
import { reportFlow } from './report.ts';
import { staffWebFlow } from './staff-web.ts';
import { undeliveredFlow } from './undelivered.ts';
import { welcomeFlow } from './welcome.ts';
import { withheldFlow } from './withheld.ts';

/**
 * Every subject of talk; a new one is a file and a line here. The first one for everyone gets free messages
 * outside a dialogue; menus and claims follow the order.
 */
export const FLOWS: readonly Flow[] = [
  reportFlow,
  // Before whatever reads words: a code has none, whatever it may look like to the model.
  linkFlow,
  withheldFlow,
  insistFlow,
  // Before the citizen's list: a code that a cadre writes is most often one of the team's.
  inboxFlow,
  mineFlow,
  ratingFlow,
  caseWorkFlow,
  coordinateFlow,
  undeliveredFlow,
  figuresFlow,
  accuracyFlow,
  landmarkFlow,
  staffWebFlow,
  joinFlow,
  // After whatever claims codes and danger: what is left is free.
  looseWordsFlow,
  phoneFlow,
  humanFlow,
  helpFlow(() => FLOWS),
  cancelFlow,
  languageFlow,
  privacyFlow,
  welcomeFlow,
];
