import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Phone } from '../../scripts/story/phone.ts';
import { WebPhone } from '../../scripts/story/phones/web-phone.ts';
import { play } from '../../scripts/story/story.ts';
import { openTown, SAMPLE, type Town } from '../fixtures/town.ts';

describe('the story over HTTP', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town[Symbol.asyncDispose]());

  const phone = (name: string, persona: string): Phone =>
    new WebPhone(name, `${town.app.address}/demo/${persona}/chat`, () => undefined);

  const stage = () => ({
    villager: phone('villager', 'ba-con'),
    team: phone('team', 'to-luc-lieu'),
    leader: phone('leader', 'lanh-dao'),
    photo: new Blob([readFileSync(`${SAMPLE}photo-mended-road.png`)], { type: 'image/png' }),
    tell: () => undefined,
    passTime: async (minutes: number) => town.clock.advance(minutes),
    waitForMorning: async () => undefined,
  });

  it('goes from a sentence to a confirmed answer and the figures of a leader', async () => {
    await play(stage());
  }, 60_000);

  it('goes as well a second time, with what was kept', async () => {
    await play(stage());
  }, 60_000);
});
