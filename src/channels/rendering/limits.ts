import type { TextUnit } from './text-unit.ts';

/** What fits under a message as buttons. */
export interface ButtonLimits {
  readonly mostChoices: number;
  /** Longest label, in the unit of the channel's texts. */
  readonly mostLabel: number;
  /** Longest id of a choice, in bytes. */
  readonly mostIdBytes: number;
  /** A link can be a button where its address begins with https. */
  readonly hasLinks: boolean;
}

/** What a provider takes in one message. */
export interface MessageLimits {
  readonly mostText: number;
  readonly unit: TextUnit;
  /** Absent: no buttons, choices are numbered. */
  readonly buttons?: ButtonLimits;
}

/**
 * What each provider takes. Telegram: core.telegram.org/bots/api, counted in UTF-16 units, in which a text is never shorter
 * than in any other count of theirs. Zalo OA: 2,000 characters, at most 5 buttons of 100 characters with 1,000 of payload.
 */
export const MESSAGE_LIMITS = {
  telegram: {
    mostText: 4_096,
    unit: 'utf16',
    buttons: { mostChoices: 100, mostLabel: 4_096, mostIdBytes: 64, hasLinks: true },
  },
  'zalo-oa': { mostText: 2_000, unit: 'code-point' },
  'zalo-oa with buttons': {
    mostText: 2_000,
    unit: 'code-point',
    buttons: { mostChoices: 5, mostLabel: 100, mostIdBytes: 1_000, hasLinks: true },
  },
  'zalo-bot': { mostText: 2_000, unit: 'code-point' },
} as const satisfies Readonly<Record<string, MessageLimits>>;
