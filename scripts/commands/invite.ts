import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { drawInviteCode } from '../../src/domain/invite.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import type { Store } from '../../src/store/index.ts';
import { databaseUri, UsageError, withStore, type AdminCommand } from './command.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 30;

/** Stores a one-time code with which a cadre joins, as a hash, and returns the code. */
export async function makeInvite(
  { invites }: Pick<Store, 'invites'>,
  cadreId: string,
  createdAt: Date,
  days: number,
): Promise<string> {
  const code = drawInviteCode((limit) => randomInt(limit));
  const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
  await invites.create({ codeHash: hashSecret(code), cadreId, createdAt, expiresAt });
  return code;
}

/** Makes a one-time invite code for a cadre; it is shown once and stored only as a hash. */
export const inviteCommand: AdminCommand = {
  name: 'invite',
  usage: 'invite CADRE-ID [--days 7]',
  summary: 'Prints a one-time code with which a cadre joins from any chat.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { days: { type: 'string', default: '7' } },
    });
    const [cadreId] = positionals;
    const days = Number(values.days);
    if (cadreId === undefined)
      throw new UsageError('usage: scripts/admin invite CADRE-ID [--days 7]');
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
      throw new UsageError(`--days must be 1 to ${MOST_DAYS}`);
    await withStore(databaseUri(), async (store) => {
      const cadre = await store.cadres.load(cadreId);
      if (cadre === undefined) throw new UsageError(`there is no cadre ${cadreId}`);
      const code = await makeInvite(store, cadreId, new Date(), days);
      console.log(`${code}   for ${cadre.name}, works once within ${days} days`);
    });
  },
};
