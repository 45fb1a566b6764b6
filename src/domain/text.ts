/** A language tag of a file in `locales/`, such as `vi`. */
export type Locale = string;

/** The same words in each language that an organisation writes its names in; `vi` is always there. */
export type LocalText = { readonly vi: string } & Readonly<Record<string, string>>;

/** How an instant is spoken: `day` "thứ Năm 26/11", `clock` "16 giờ 30", `moment` "16 giờ 30 hôm nay". */
export type InstantStyle = 'day' | 'clock' | 'moment';

/** A value put into a sentence: plain words or figures, an instant, a name of the organisation, or a nested sentence. */
export type TextParam =
  | string
  | number
  | { readonly at: Date; readonly style: InstantStyle }
  | { readonly names: LocalText }
  | Text;

/** A sentence by its key in `locales/`; nothing outside `locales/` holds words for people. */
export interface Text {
  readonly key: string;
  readonly params?: Readonly<Record<string, TextParam>>;
}

/** Shorthand for a {@link Text}. */
export const say = (key: string, params?: Readonly<Record<string, TextParam>>): Text =>
  params === undefined ? { key } : { key, params };
