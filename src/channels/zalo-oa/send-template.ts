import { randomUUID } from 'node:crypto';
import type { NoticeTemplate, OutboundMessage } from '../../chat/message.ts';
import type { Rendering, TemplateAddress } from '../channel.ts';
import { lengthIn, placeAfter } from '../rendering/text-unit.ts';
import type { Taken, TemplateValues, ZaloOaClient } from './client.ts';
import type { ZaloOaAccount } from './options.ts';
import { ZaloError } from './zalo-error.ts';

/** Longest values by the kinds of parameters that Zalo knows, in characters. */
const MOST = { code: 30, status: 30, team: 30, date: 20 } as const;
/** This template goes by phone only. */
const NOT_BY_UID = -249;

/**
 * Sends a notice by its approved template. Templates have the four parameters `code`, `status`, `team` and `date`.
 *
 * @returns `undefined` when the operator has named no template for it, or it cannot go this way.
 * @throws {ZaloError}
 */
export async function sendTemplate(
  client: ZaloOaClient,
  { templates }: Pick<ZaloOaAccount, 'templates'>,
  to: TemplateAddress,
  { template }: OutboundMessage,
  rendering: Rendering,
): Promise<Taken | undefined> {
  const templateId = template && templates[template.purpose];
  if (template === undefined || templateId === undefined) return undefined;
  const values = valuesOf(template, rendering);
  if (to.by === 'phone')
    // Nobody has used a random one before; what became of it is told by Zalo's own id.
    return client.sendTemplateByPhone(to.phone, templateId, values, randomUUID());
  try {
    return await client.sendTemplateByUid(to.chat.chatId, templateId, values);
  } catch (error) {
    if (error instanceof ZaloError && error.code === NOT_BY_UID) return undefined;
    throw error;
  }
}

function valuesOf(
  { code, status, team, date }: NoticeTemplate,
  rendering: Rendering,
): TemplateValues {
  return {
    code: cut(code, MOST.code),
    status: cut(rendering.translate(status), MOST.status),
    team: cut(rendering.translate(team), MOST.team),
    date: cut(date.split('-').toReversed().join('/'), MOST.date),
  };
}

/** Zalo refuses the whole notice for one value that is too long. */
function cut(words: string, most: number): string {
  const short = words.normalize('NFC').trim();
  if (lengthIn(short, 'code-point') <= most) return short;
  return `${short.slice(0, placeAfter(short, most - 1, 'code-point'))}…`;
}
