import { stay } from '../chat/answers.ts';
import { choice } from '../chat/choice.ts';
import type { Flow, Outcome, Turn } from '../chat/flow.ts';
import { say, type Locale } from '../domain/text.ts';
import { aside } from './parts/paused.ts';

const localesOf = ({ world }: Turn): readonly Locale[] => world.locales ?? ['vi', 'en'];

/** A language is called by its own name: who looks for it reads that. */
const nameIn = (locale: Locale): string => {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
};

const ask = (turn: Turn): Outcome =>
  stay(turn, {
    lines: [say('language.ask')],
    choices: localesOf(turn).map((locale) =>
      choice('language', 'set', say('format.plain', { words: nameIn(locale) }), locale),
    ),
  });

const set = (turn: Turn, locale: Locale): Outcome => {
  return {
    ...aside(turn, { lines: [say('language.set')] }),
    locale,
    effects: [
      {
        key: `locale-${turn.newId()}`,
        type: 'set-locale',
        personId: turn.asker.person.id,
        locale,
      },
    ],
  };
};

// A language asked for by its name needs no second question.
const BY_NAME: Readonly<Record<string, Locale>> = { tiengviet: 'vi', english: 'en' };

const wanted = ({ intent }: Turn): Locale | undefined => {
  if (intent.type === 'command') return BY_NAME[intent.name];
  return intent.type === 'choice' && intent.verb === 'set' ? intent.arguments[0] : undefined;
};

/** In which language Cầu Nối speaks with this person. */
export const languageFlow: Flow = {
  id: 'language',
  audience: 'everyone',
  commands: [
    { name: 'ngonngu', phrases: ['ngon ngu', 'doi ngon ngu', 'language'] },
    { name: 'tiengviet', phrases: ['tieng viet', 'vietnamese'], isListed: false },
    { name: 'english', phrases: ['tieng anh', 'english'], isListed: false },
  ],
  advance(turn) {
    const locale = wanted(turn);
    return locale !== undefined && localesOf(turn).includes(locale) ? set(turn, locale) : ask(turn);
  },
};
