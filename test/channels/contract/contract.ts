import { afterAll, beforeAll, describe } from 'vitest';
import { openHouse, type ContractHouse } from './house.ts';
import { RIGS, type ChannelUnderTest } from './rigs/index.ts';
import { badInput } from './parts/bad-input.ts';
import { deliveries } from './parts/deliveries.ts';
import { faultRun } from './parts/fault-run.ts';
import { outages } from './parts/outages.ts';
import { privacy } from './parts/privacy.ts';
import { silences } from './parts/silences.ts';
import { story } from './parts/story.ts';
import { webhookInput } from './parts/webhook-input.ts';

/** Gives a part of the suite the house of its channel; there is one from the first test on. */
export type Opened = () => ContractHouse;

/**
 * What every channel has to keep, whichever it is: the parts run one after the other in one house, and the last looks at
 * all that the others left in logs and queues.
 */
export function contract(channel: ChannelUnderTest): void {
  describe(`the contract of channels, over ${channel}`, { timeout: 60_000 }, () => {
    let house: ContractHouse | undefined;
    const opened: Opened = () => {
      if (house === undefined) throw new Error('no house yet');
      return house;
    };
    beforeAll(async () => {
      house = await openHouse(RIGS[channel]);
    }, 60_000);
    afterAll(() => house?.[Symbol.asyncDispose]());

    const hasProvider = channel !== 'web';
    const codeOf = story(opened);
    badInput(opened);
    if (hasProvider) {
      webhookInput(opened);
      deliveries(opened);
      outages(opened);
      faultRun(opened);
      silences(opened, codeOf);
    }
    privacy(opened);
  });
}
