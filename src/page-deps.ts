import type { InboundSink } from './channels/channel.ts';
import type { Intake } from './usecases/take-in.ts';
import type { House } from './house.ts';
import type { HttpDeps } from './http/deps.ts';
import { openConversation } from './usecases/open-conversation.ts';
import { personaChat } from './usecases/seat-personas.ts';
import { hashSecret } from './usecases/secret.ts';

/** A probe answers within this, in milliseconds, or counts as no. */
const PROBE_MS = 1_000;

/** What the pages need from the house. */
export function pageDeps(
  house: House,
  sink: InboundSink,
  { takeIn }: Pick<Intake, 'takeIn'>,
  closing: AbortSignal,
): HttpDeps {
  const { deps, settings, hub, personas, translator, telemetry, channels } = house;
  const { store, clock } = deps;
  return {
    config: {
      publicUrl: settings.config.publicUrl,
      isDemo: personas.length > 0,
      sessionSecret: settings.secrets.sessionSecret,
      secureCookies: settings.config.publicUrl?.startsWith('https:') === true,
      metricsToken: settings.secrets.metricsToken,
    },
    clock,
    locales: translator.locales,
    translate: deps.translate,
    sink,
    takeIn,
    loadConversation: (chat) => store.conversations.load(chat),
    ensureConversation: async (chat, locale) =>
      (await openConversation(deps, chat, locale)).conversation,
    setLocale: (chat, locale) => store.conversations.setLocale(chat, locale),
    placeName: async (unitId) => {
      const { directory } = await deps.surroundings();
      return directory.find(unitId) === undefined ? undefined : directory.areaName(unitId);
    },
    openFile: (fileId) => store.files.open(fileId),
    openHandedOut: async (token) => {
      const fileId = house.handOut.read(token);
      return fileId === undefined ? undefined : store.files.open(fileId);
    },
    hub,
    channels,
    abilitiesOf: async (chat) => {
      const cadre = await store.cadres.byChat(chat);
      if (cadre === undefined) return [];
      const { directory, today } = await deps.surroundings();
      return directory.grants(cadre, today).flatMap((grant) => grant.abilities);
    },
    redeemSignIn: async (token) => {
      const cadreId = await store.signIns.redeem(hashSecret(token), clock.now());
      return cadreId === undefined ? undefined : { cadreId };
    },
    linkSession: async (cadreId, chat) => {
      await store.cadres.linkChat(cadreId, chat);
    },
    endSession: async (chat) => {
      const cadre = await store.cadres.byChat(chat);
      if (cadre !== undefined) await store.cadres.unlinkChat(cadre.id, chat);
    },
    readiness: async () => {
      const [mongo, redis, organisation] = await Promise.all([
        answers(store.ping()),
        answers(hub.ping()),
        answers(deps.surroundings()),
      ]);
      return { mongo, redis, organisation };
    },
    metrics: () => telemetry.metrics(),
    events: deps.events,
    personas: personas.map((persona) => ({ ...persona, chat: personaChat(persona) })),
    closing,
  };
}

async function answers(probe: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  const prompt = probe.then(
    () => true,
    () => false,
  );
  return Promise.race([prompt, late]).finally(() => clearTimeout(timer));
}
