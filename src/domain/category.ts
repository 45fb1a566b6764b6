/** Codes of `taxonomy`: stable ids; labels live in `locales/` under `category.<code>`. */
export const CATEGORIES = [
  'duong',
  'dien',
  'nuoc-sach',
  'thuy-loi',
  'moi-truong',
  'dat-dai',
  'xay-dung',
  'an-ninh',
  'tieng-on',
  'y-te',
  'giao-duc',
  'chinh-sach',
  'nong-nghiep',
  'rung',
  'vien-thong',
  'thu-tuc',
  'hoa-giai',
  'van-hoa',
  'khac',
] as const;
/** What a concern is about; exactly one each. */
export type CategoryId = (typeof CATEGORIES)[number];

/** Codes of what a message is. */
export const KINDS = ['phan-anh', 'hien-ke', 'khieu-nai', 'to-cao', 'hoi-dap', 'rac'] as const;
/** What a message is; only `phan-anh`, `hien-ke` and `hoi-dap` become cases. */
export type Kind = (typeof KINDS)[number];

/** Codes of urgency, mildest first. */
export const URGENCIES = ['normal', 'soon', 'emergency'] as const;
/** How soon a concern must be looked at; nothing lowers what a rule has raised. */
export type Urgency = (typeof URGENCIES)[number];
