import type { Actor, CaseAction, CaseDraft } from '../domain/case.ts';
import type { Landmark } from '../domain/landmark.ts';
import type { Consent } from '../domain/person.ts';
import type { Locale } from '../domain/text.ts';
import type { Pin } from '../domain/unit.ts';

/** What a turn decided to do outside its own conversation. Plain values, carried out after the commit, repeatable by `key`. */
export type TurnEffect = { readonly key: string } & (
  | { readonly type: 'open-case'; readonly draft: CaseDraft }
  /** The outcome, done or refused, is answered into the chat by `flows/outcomes.ts`. */
  | {
      readonly type: 'act';
      readonly caseId: string;
      readonly action: CaseAction;
      readonly actor: Actor;
    }
  | { readonly type: 'alert-duty'; readonly alert: DutyAlert }
  | { readonly type: 'record-consent'; readonly personId: string; readonly consent: Consent }
  | { readonly type: 'remember-home'; readonly personId: string; readonly unitId: string | null }
  | { readonly type: 'set-locale'; readonly personId: string; readonly locale: Locale }
  /** Redeems an invite code for this chat; the outcome is answered into the chat. */
  | { readonly type: 'join'; readonly inviteCode: string }
  /** Makes a one-time code that joins this chat with another; it is answered into the chat. */
  | { readonly type: 'link-code' }
  /** Asks the chat that gave out a code whether it is to be joined with this one. `ref` names the code without telling it. */
  | { readonly type: 'ask-link'; readonly ref: string; readonly consent: Consent }
  /** Joins this chat, which gave out a code, with the one where that was typed; both are told. */
  | { readonly type: 'link'; readonly ref: string; readonly consent: Consent }
  /** Whoever typed the code of this chat is somebody else: it works no more, and both chats are told. */
  | { readonly type: 'deny-link'; readonly ref: string }
  /** Makes whoever writes here a stranger with this id; the other chats keep all that was sent, and are told. */
  | { readonly type: 'unlink'; readonly newPersonId: string; readonly consent: Consent }
  /** Keeps a phone number; sealed from the moment in which the turn is stored. */
  | {
      readonly type: 'keep-phone';
      readonly personId: string;
      readonly phone: string;
      /** It was sealed for this person while a question kept it. Absent: it is in clear, and sealed before it is stored. */
      readonly isSealed?: true;
    }
  /** Sends again what was not delivered, or takes it for delivered; `refs` name it without telling where. */
  | {
      readonly type: 'settle-undelivered';
      readonly refs: readonly string[];
      readonly as: 'again' | 'arrived';
    }
  /** Makes a one-time link to the staff page; it is answered into the chat. */
  | { readonly type: 'sign-in-link'; readonly cadreId: string }
  /** A landmark that a coordinator confirmed; the outcome is answered into the chat. */
  | { readonly type: 'keep-landmark'; readonly landmark: Landmark; readonly cadreId: string }
  /** A withheld accusation: that one occurred is counted, nothing else is kept. */
  | { readonly type: 'count-withheld' }
);

/** What the people on duty learn at once of a danger, before the citizen has confirmed anything. */
export interface DutyAlert {
  readonly draftId: string;
  readonly words: string;
  readonly unitId?: string;
  readonly pin?: Pin;
}
