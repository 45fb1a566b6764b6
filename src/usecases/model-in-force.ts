import type { Store } from '../store/index.ts';
import type { Events } from '../telemetry/events.ts';
import { createModel, type Model } from '../text/model/model.ts';
import { BadWeights, decodeWeights } from '../text/model/weights.ts';

/** Gives the model that processes shall read with now, under the name that the store knows it by. */
export interface ModelInForce {
  /** The stored version that is in force; `undefined` for the shipped one. */
  version(): Promise<string | undefined>;
  /** The model of a version; one that cannot be read is told of and leaves the former one in force. */
  load(version: string | undefined): Promise<Model>;
}

/** @param shipped - In force as long as no other was ever stored. */
export function createModelInForce(
  { models }: Pick<Store, 'models'>,
  events: Events,
  shipped: Model,
): ModelInForce {
  let held = shipped;
  return {
    version: () => models.inForce(),
    load: async (version) => {
      if (version === undefined) held = shipped;
      else if (version !== held.version) held = (await readModel(models, events, version)) ?? held;
      return held;
    },
  };
}

async function readModel(
  models: Store['models'],
  events: Events,
  version: string,
): Promise<Model | undefined> {
  const bytes = await models.weights(version);
  try {
    return decoded(bytes, version);
  } catch (error) {
    events.modelRefused({ version, error });
    return undefined;
  }
}

function decoded(bytes: Uint8Array | undefined, version: string): Model {
  if (bytes === undefined) throw new BadWeights('the weights are gone');
  const weights = decodeWeights(bytes);
  // The version is a hash of the bytes: another one means that some of them were lost.
  if (weights.version !== version) throw new BadWeights('the weights are not those of the version');
  return createModel(weights);
}
