import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { useOffice, type Office, type Speaker } from './office.ts';
import { reload } from './reports.ts';

const opened = useOffice();

const PARAPHRASES = [
  'truoc nha van hoa thon luc lieu co ho sut to, duong be tong',
  'hố sụt to trên đường bê tông trước nhà văn hóa thôn Lục Liễu, xe không đi được',
];

const FIRST = 'đường bê tông thôn lục liễu sụt một hố to trước nhà văn hóa';

interface Village {
  readonly office: Office;
  readonly team: Speaker;
  readonly block: Speaker;
  readonly first: Speaker;
  readonly second: Speaker;
  readonly third: Speaker;
  /** The case of the first, as stored. */
  joint(): Promise<Case>;
}

const tells = async (villager: Speaker, words: string): Promise<void> => {
  await villager.says(words);
  const last = villager.heard().at(-1);
  if (last?.choices.some(({ label }) => label.startsWith('Đường')) === true)
    await villager.presses(/^Đường/);
};

/** One villager reports, two more are asked and follow. */
async function threeReporters(): Promise<Village> {
  const { office } = opened;
  const team = await office.member('TD-DT-12-1');
  const block = await office.member('TD-DT-1');
  const [first, second, third] = [office.newcomer(), office.newcomer(), office.newcomer()];
  await tells(first, FIRST);
  await first.sendsIt();
  const parent = await first.onlyCase();
  await tells(second, PARAPHRASES[0] ?? '');
  await second.presses(/^Theo dõi chung$/);
  await second.sendsIt();
  await tells(third, PARAPHRASES[1] ?? '');
  await third.presses(/^Theo dõi chung$/);
  await third.sendsIt();
  return { office, team, block, first, second, third, joint: () => reload(office, parent.id) };
}

const say = (speaker: Speaker): string => speaker.heard().at(-1)?.words ?? '';

describe('the same thing reported by several', () => {
  it('debug', async () => {
    const v = await threeReporters();
    console.log('SECOND', v.second.transcript());
    console.log('THIRD', v.third.transcript());
    console.log('TEAM', v.team.transcript());
    console.log(JSON.stringify(await v.joint(), null, 1));
    void say;
  });
});
