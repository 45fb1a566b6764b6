import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InboundSink } from '../channels/channel.ts';
import { FileRefused } from '../channels/errors.ts';
import type { InboundBody } from '../chat/message.ts';

/** Most files of one submission. */
export const MAX_FILES = 5;
/** Largest form read at all, in bytes: one file of the largest kept size, or a few photos. */
export const MAX_FORM_BYTES = 32 * 1024 * 1024;
/** Longest text read from a form, in characters; the talk itself answers what is too long for a report. */
const MAX_TEXT_CHARACTERS = 20_000;

/** A form that no page of ours sends. */
export class BadSubmission extends Error {
  override readonly name = 'BadSubmission';
}

/** One thing said in a submission; a file is not stored yet. */
export type SubmittedPart =
  | { readonly kind: 'stored'; readonly body: InboundBody }
  | { readonly kind: 'file'; readonly file: File; readonly caption?: string };

/** What a person sent in one form, ready to become one message each. */
export interface Submission {
  /** Of a form that was sent without script. */
  readonly formId?: string;
  /** Shared by its parts when there are several, or given by the page for an album. */
  readonly groupId?: string;
  readonly parts: readonly { readonly eventId: string; readonly part: SubmittedPart }[];
}

/** What start links carry; whatever else stands in an address is passed over. */
export const START_PAYLOAD = /^[\w-]{1,64}$/;

const FIELDS = z.object({
  /** Given by the script; the same for every try of one message. */
  eventId: z.uuid().optional(),
  /** Given by the page where there is no script: with the words it makes the event id. */
  formId: z.uuid().optional(),
  group: z.uuid().optional(),
  text: z
    .string()
    .max(MAX_TEXT_CHARACTERS)
    .default('')
    .transform((text) => text.trim()),
  choice: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .optional(),
  latitude: z.coerce.number().min(-90).max(90).optional(),
  /** Payload of the link through which the page was opened. */
  start: z.string().regex(START_PAYLOAD).optional(),
  longitude: z.coerce.number().min(-180).max(180).optional(),
});
type Fields = z.infer<typeof FIELDS>;

/**
 * Reads a form of the chat page.
 *
 * @throws {BadSubmission} when a field is none that the page could have sent.
 */
export function readSubmission(form: FormData): Submission {
  const plain = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const files = form
    .getAll('file')
    .filter((value): value is File => typeof value !== 'string' && value.size > 0);
  const parsed = FIELDS.safeParse(plain);
  if (!parsed.success || files.length > MAX_FILES) throw new BadSubmission();
  const said = partsOf(parsed.data, files);
  const eventId = eventIdOf(parsed.data, said);
  const groupId = parsed.data.group ?? (said.length > 1 ? eventId : undefined);
  const parts = [
    ...startBefore(parsed.data, said, eventId),
    ...said.map((part, index) => ({
      eventId: said.length > 1 ? `${eventId}.${index}` : eventId,
      part,
    })),
  ];
  const { formId } = parsed.data;
  return {
    ...(formId === undefined ? {} : { formId }),
    ...(groupId === undefined ? {} : { groupId }),
    parts,
  };
}

/** The link through which the page was opened is a turn of its own, before what was said. */
function startBefore(
  { start }: Fields,
  said: readonly SubmittedPart[],
  eventId: string,
): Submission['parts'] {
  const isAlone = said.some((part) => part.kind === 'stored' && part.body.kind === 'start');
  if (start === undefined || isAlone) return [];
  return [{ eventId: `${eventId}.start`, part: stored({ kind: 'start', payload: start }) }];
}

/** Words that come with files are the caption of the first of them. */
function partsOf(fields: Fields, files: readonly File[]): readonly SubmittedPart[] {
  const { text, choice, latitude, longitude, start } = fields;
  if (choice !== undefined) return [stored({ kind: 'choice', id: choice })];
  if (latitude !== undefined && longitude !== undefined)
    return [stored({ kind: 'location', pin: { latitude, longitude } })];
  if (files.length > 0)
    return files.map((file, index) =>
      index === 0 && text !== '' ? { kind: 'file', file, caption: text } : { kind: 'file', file },
    );
  if (text === '' && start !== undefined) return [stored({ kind: 'start', payload: start })];
  return [
    text === '' ? stored({ kind: 'unsupported', what: 'empty' }) : stored({ kind: 'text', text }),
  ];
}

const stored = (body: InboundBody): SubmittedPart => ({ kind: 'stored', body });

/**
 * Without script a page gives each of its forms one id. Going back and writing something else must
 * not be taken for a repeat, so what was said is part of the event's id.
 *
 * @throws {BadSubmission} when the form has no id at all.
 */
function eventIdOf(fields: Fields, said: readonly SubmittedPart[]): string {
  if (fields.eventId !== undefined) return fields.eventId;
  if (fields.formId === undefined) throw new BadSubmission();
  const words = said.map((part) =>
    part.kind === 'file' ? [part.file.name, part.file.size, part.caption] : part.body,
  );
  return createHash('sha256')
    .update(JSON.stringify([fields.formId, words]))
    .digest('hex')
    .slice(0, 32);
}

/** Stores the file of a part and gives the message's body; a file that is not kept becomes a body that says why. */
export async function bodyOf(part: SubmittedPart, sink: InboundSink): Promise<InboundBody> {
  if (part.kind === 'stored') return part.body;
  const { file: sent, caption } = part;
  try {
    const bytes = new Uint8Array(await sent.arrayBuffer());
    const file = await sink.storeFile({ name: sent.name, mediaType: sent.type, bytes });
    return { kind: 'file', file, ...(caption === undefined ? {} : { caption }) };
  } catch (error) {
    if (error instanceof FileRefused) return { kind: 'unsupported', what: error.reason };
    throw error;
  }
}
