import { staleAnswer } from '../chat/answers.ts';
import type { Flow, Outcome, Turn } from '../chat/flow.ts';
import { say } from '../domain/text.ts';
import { isAccusation, isSaidGeneral, spokenWords, withhold } from './parts/accusation.ts';
import { humanChoice, newChoice } from './parts/case-choices.ts';
import { draftDialogue, emptyDraft } from './parts/draft.ts';
import { readAnswer } from './parts/answers.ts';
import { isDangerAsked, letGo } from './report/let-go.ts';

/** So long the one question stays open, in milliseconds; nothing waits for it but the person. */
const PATIENCE_MS = 15 * 60_000;

/** The lawful way: by petition or in person, and who protects whom (Law 25/2018). */
const explain = (): Outcome => ({
  dialogue: null,
  replies: [
    {
      message: {
        lines: [
          say('withheld.how'),
          say('withheld.what'),
          say('withheld.protected'),
          say('withheld.erase'),
        ],
        choices: [humanChoice],
      },
    },
  ],
});

/** An ordinary concern after all: it must be written again, for nothing of it was kept. */
const askAgain = (turn: Turn): Outcome => ({
  dialogue: draftDialogue('words', { ...emptyDraft(turn.newId()), isGeneral: true }, turn.now),
  replies: [
    {
      message: {
        lines: [
          ...(turn.conversation.dialogue?.slots['hadDraft'] === true
            ? [say('withheld.draftGone')]
            : []),
          say('withheld.rewrite'),
        ],
        choices: [newChoice],
      },
    },
  ],
});

/** A danger after all: what it is must be said again, and goes above the accused. */
const askWhatDanger = (turn: Turn): Outcome => ({
  dialogue: draftDialogue(
    'words',
    { ...emptyDraft(turn.newId()), urgency: 'emergency', isAboutOfficial: true },
    turn.now,
  ),
  replies: [{ message: { lines: [say('withheld.danger')] } }],
});

const choose = (turn: Turn, verb: string): Outcome => {
  if (verb === 'yes') return explain();
  if (verb === 'no') return askAgain(turn);
  // Another concern may be being told by now.
  if (!isDangerAsked(turn)) return staleAnswer(turn, undefined);
  if (verb === 'danger') return askWhatDanger(turn);
  return verb === 'safe' ? withhold(turn, true) : staleAnswer(turn, undefined);
};

/** Whatever else is said while the question is open may belong to it, so it is not kept either. */
const listen = (turn: Turn): Outcome => {
  const isAsked = turn.conversation.dialogue?.flow === 'withheld';
  const words = spokenWords(turn.inbound.body);
  const answer = readAnswer(words);
  const isMeant = isAsked && (answer === 'yes' || answer === 'no');
  if (isMeant && isDangerAsked(turn)) return choose(turn, answer === 'yes' ? 'danger' : 'safe');
  return isMeant ? choose(turn, answer) : letGo(turn, words, isAsked);
};

/** Words that may accuse an official: let go of before anything is kept, with one calm question. */
export const withheldFlow: Flow = {
  id: 'withheld',
  audience: 'everyone',
  commands: [],
  patienceMs: PATIENCE_MS,
  claims: (turn) => {
    const words = spokenWords(turn.inbound.body);
    return words !== '' && !isSaidGeneral(turn) && isAccusation(turn.world.understand(words));
  },
  advance(turn) {
    return turn.intent.type === 'choice' ? choose(turn, turn.intent.verb) : listen(turn);
  },
};
