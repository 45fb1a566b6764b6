import type { Account, Method } from '../account.ts';
import type { Call } from '../call.ts';
import { takeMarkup } from '../markup.ts';
import { badRequest } from '../refusal.ts';
import type { StoredFile } from '../stored-files.ts';

const MOST_CAPTION = 1_024;
const MOST_PHOTO_BYTES = 10 * 1024 * 1024;
/** Albums have two to ten parts. */
const ALBUM = { least: 2, most: 10 } as const;

type Kind = 'photo' | 'document' | 'voice';

function checkedCaption(caption: string): { caption?: string } {
  if (caption.length > MOST_CAPTION) throw badRequest('message caption is too long');
  return caption === '' ? {} : { caption };
}

/** The file that a call uploads or names by its id. */
function takeFile({ files }: Account, call: Call, kind: Kind, reference: string) {
  const upload = call.upload(reference);
  const known = files.find(reference);
  if (upload === undefined && known === undefined)
    throw badRequest(`there is no ${kind} in the request`);
  if (upload?.bytes.byteLength === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo' && (upload?.bytes.byteLength ?? 0) > MOST_PHOTO_BYTES)
    throw badRequest('file is too big for a photo');
  const file = known ?? files.keep(`${kind}s`, upload?.bytes ?? new Uint8Array());
  return { file, name: upload?.name };
}

/** How a file appears in a message. */
function shown(kind: Kind, file: StoredFile, name: string | undefined): object {
  const common = { file_id: file.id, file_unique_id: `u-${file.id}`, file_size: file.sizeBytes };
  if (kind === 'photo') return { photo: [{ ...common, width: 800, height: 600 }] };
  if (kind === 'voice') return { voice: { ...common, duration: 1, mime_type: 'audio/ogg' } };
  return { document: { ...common, ...(name === undefined ? {} : { file_name: name }) } };
}

const sendFile =
  (kind: Kind): Method =>
  (account, call) => {
    const to = account.chats.reach(call.number('chat_id'));
    const { file, name } = takeFile(account, call, kind, call.text(kind));
    return account.chats.post(to, account.chats.bot, {
      ...shown(kind, file, name),
      ...checkedCaption(call.text('caption')),
      ...takeMarkup(call, to),
    });
  };

interface Part {
  readonly type: string;
  readonly media: string;
  readonly caption?: string;
}

const sendMediaGroup: Method = (account, call) => {
  const to = account.chats.reach(call.number('chat_id'));
  const parts = (call.structure('media') as readonly Part[] | undefined) ?? [];
  if (parts.length < ALBUM.least || parts.length > ALBUM.most)
    throw badRequest('too few or too many messages to send as an album');
  const albumId = `album-${account.calls.length}`;
  const contents = parts.map(({ type, media, caption = '' }) => {
    if (type !== 'photo' && type !== 'document') throw badRequest(`can't use ${type} in an album`);
    const { file, name } = takeFile(account, call, type, media);
    return { media_group_id: albumId, ...shown(type, file, name), ...checkedCaption(caption) };
  });
  return contents.map((content) => account.chats.post(to, account.chats.bot, content));
};

const getFile: Method = ({ files }, call) => {
  const { id, path, sizeBytes } = files.open(call.text('file_id'));
  return { file_id: id, file_unique_id: `u-${id}`, file_size: sizeBytes, file_path: path };
};

/** Methods about files. */
export const MEDIA_METHODS: Readonly<Record<string, Method>> = {
  sendPhoto: sendFile('photo'),
  sendDocument: sendFile('document'),
  sendVoice: sendFile('voice'),
  sendMediaGroup,
  getFile,
};
