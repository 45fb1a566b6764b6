import { randomBytes } from 'node:crypto';
import type { Upload } from '../wire/form.ts';
import { DAY_MS } from '../wire/moving-clock.ts';
import { pictureType } from '../wire/picture.ts';
import { invalid, ZaloRefusal } from './refusal.ts';

const LIFE_MS = 7 * DAY_MS;
const PER_MONTH = 5_000;
const MONTH_MS = 30 * DAY_MS;
const MIB = 1024 * 1024;
const FILE_NAMES = /\.(pdf|doc|docx|csv)$/i;

type Kind = 'image' | 'gif' | 'file';

/** What was uploaded, under the id that the upload returned. */
export interface Asset {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly uploadedAt: Date;
}

const MOST_BYTES: Readonly<Record<Kind, number>> = { image: MIB, gif: 5 * MIB, file: 5 * MIB };

/** Assets of the OA; they die after seven days. */
export class Uploads {
  readonly #now: () => Date;
  readonly #assets = new Map<string, Asset>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @throws {ZaloRefusal} for what is too big or of a wrong type, or when the month is used up. */
  keep(kind: Kind, upload: Upload | undefined): Asset {
    if (upload === undefined || upload.bytes.byteLength === 0) throw invalid('file');
    if (upload.bytes.byteLength > MOST_BYTES[kind]) throw invalid('file size');
    if (!isFit(kind, upload)) throw invalid('file type');
    if (this.#thisMonth() >= PER_MONTH) throw new ZaloRefusal(-211, 'Out of quota');
    const asset: Asset = {
      id: randomBytes(24).toString('base64url'),
      kind,
      name: upload.name,
      bytes: upload.bytes,
      uploadedAt: this.#now(),
    };
    this.#assets.set(asset.id, asset);
    return asset;
  }

  /** @throws {ZaloRefusal} -100 for a dead one, -201 for one that never was or is of another kind. */
  open(id: unknown, field: string, kinds: readonly Kind[]): Asset {
    const asset = typeof id === 'string' ? this.#assets.get(id) : undefined;
    if (asset === undefined || !kinds.includes(asset.kind)) throw invalid(field);
    if (this.#now().getTime() - asset.uploadedAt.getTime() > LIFE_MS)
      throw new ZaloRefusal(-100, 'Attachment is expired');
    return asset;
  }

  #thisMonth(): number {
    const from = this.#now().getTime() - MONTH_MS;
    return [...this.#assets.values()].filter(({ uploadedAt }) => uploadedAt.getTime() > from)
      .length;
  }
}

function isFit(kind: Kind, { name, bytes }: Upload): boolean {
  if (kind === 'file') return FILE_NAMES.test(name);
  const type = pictureType(bytes);
  return kind === 'gif' ? type === 'gif' : type === 'jpg' || type === 'png';
}
