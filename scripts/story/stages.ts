import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../src/store/index.ts';
import { makeInvite } from '../commands/invite.ts';
import type { Provider } from '../providers/provider.ts';
import type { Narrator, Phone } from './phone.ts';
import { WebPhone } from './phones/web-phone.ts';
import type { Stage } from './story.ts';

/** What the people of the story share, wherever they write from. */
export type Surroundings = Pick<Stage, 'passTime' | 'waitForMorning' | 'tell'> & {
  readonly narrate: Narrator;
  /** Folder of the sample organisation. */
  readonly sample: string;
};

/** Those of the story who work for the organisation, by their ids in the sample. */
const CADRES = { team: 'TD-DT-12-1', leader: 'PT-DT-1' } as const;
const INVITED_DAYS = 7;

const photoIn = (sample: string): Blob =>
  new Blob([readFileSync(join(sample, 'photo-mended-road.png'))], { type: 'image/png' });

/** The three of them at the pages of the demo's personas. */
export async function webStage(around: Surroundings, address: string): Promise<Stage> {
  const { narrate, sample } = around;
  const phone = (name: string, persona: string): Phone =>
    new WebPhone(name, `${address}/demo/${persona}/chat`, narrate);
  const stage = {
    ...around,
    villager: phone('Bà con', 'ba-con'),
    team: phone('Tổ dân vận', 'to-luc-lieu'),
    leader: phone('Lãnh đạo', 'lanh-dao'),
    photo: photoIn(sample),
  };
  await pickUp(stage);
  return stage;
}

/** The three of them on the phones of one provider; team and leader join by a code first. */
export async function providerStage(
  around: Surroundings,
  provider: Provider,
  store: Store,
  now: () => Date,
): Promise<Stage> {
  const { narrate, sample } = around;
  const stage = {
    ...around,
    villager: provider.phone('Bà con', narrate),
    team: provider.phone('Tổ dân vận', narrate),
    leader: provider.phone('Lãnh đạo', narrate),
    photo: photoIn(sample),
  };
  await pickUp(stage);
  const enrol = async (who: keyof typeof CADRES): Promise<void> => {
    const code = await makeInvite(store, CADRES[who], now(), INVITED_DAYS);
    await stage[who].says(code);
    await stage[who].hears(/Đã vào mạng lưới/);
  };
  const gather = async (): Promise<void> => {
    around.tell('Tổ trưởng và lãnh đạo vào mạng lưới bằng mã mời.');
    await enrol('team');
    await enrol('leader');
  };
  return { ...stage, gather };
}

const pickUp = async ({ villager, team, leader }: Pick<Stage, 'villager' | 'team' | 'leader'>) => {
  await Promise.all([villager, team, leader].map((one) => one.pickUp()));
};
