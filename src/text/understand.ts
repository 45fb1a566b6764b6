import type { CategoryId, Kind, Urgency } from '../domain/category.ts';

/** Where a message says that it happens. */
export interface PlaceReading {
  /** `assign`: one village, surely; `ask`: one of `choices`; `none`: no village named. */
  readonly decision: 'assign' | 'ask' | 'none';
  readonly unitId?: string;
  /** Best first, at most four: what a person is offered. */
  readonly choices: readonly string[];
  /** Every village that the words fit, best first. */
  readonly candidates?: readonly string[];
  /** A commune that was named although no village was. */
  readonly withinId?: string;
}

/** What one message means, with how sure we are, from 0 to 1. */
export interface Understanding {
  readonly place: PlaceReading;
  readonly category: {
    readonly id?: CategoryId;
    readonly confidence: number;
    readonly decision: 'auto' | 'ask';
    /** Best first, at most three. */
    readonly choices: readonly CategoryId[];
  };
  readonly kind: { readonly id: Kind; readonly confidence: number };
  readonly urgency: Urgency;
  /** Danger was hinted at without being said: worth asking whether somebody is in danger. */
  readonly isPossibleEmergency?: boolean;
  /** A possible accusation of an official: ask before anything is kept. */
  readonly isSuspectedDenunciation: boolean;
  readonly isSuspectedComplaint: boolean;
  /** It insults somebody or is obscene; that says nothing of whether there is a concern in it. */
  readonly isAbusive: boolean;
  /** The words with phone numbers and the like covered. */
  readonly masked: string;
}
