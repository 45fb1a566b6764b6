import type { Flow, Turn } from '../chat/flow.ts';
import { say, type Text } from '../domain/text.ts';
import { newChoice } from './parts/case-choices.ts';
import { bodyName, localDay } from './parts/names.ts';
import { officeHourLines } from './parts/office-hours.ts';
import { aside } from './parts/paused.ts';
import { homeOf } from './parts/home.ts';

/** Whom to go to: one's own team and the block above it where the village is known, else the nearest in words. */
const whom = (turn: Turn): Text => {
  const { directory } = turn.world;
  const home = homeOf(turn);
  if (home === undefined) return say('human.anyTeam');
  const team = bodyName(directory, home);
  const above = directory.parent(home, localDay(directory, turn.now));
  return above === undefined
    ? say('human.team', { team })
    : say('human.teamAndBlock', { team, block: bodyName(directory, above.id) });
};

/** The way to a person: where, when, and in writing. */
export const humanFlow: Flow = {
  id: 'human',
  audience: 'everyone',
  commands: [
    {
      name: 'gapcanbo',
      phrases: [
        'gap can bo',
        'gap nguoi',
        'gap nguoi that',
        'noi chuyen voi can bo',
        'goi can bo',
        'human',
        'meet a cadre',
        'talk to a person',
      ],
    },
  ],
  advance(turn) {
    const { organisation } = turn.world.directory;
    return aside(turn, {
      lines: [
        whom(turn),
        ...officeHourLines(organisation.officeHours),
        say('human.write'),
        ...(turn.world.isDemo ? [say('human.demo')] : []),
      ],
      choices: [newChoice],
    });
  },
};
