import { Schema } from 'mongoose';
import { ROW_OPTIONS } from './connection.ts';

/** An event as it lies in the store. */
export interface EventRow {
  readonly _id: string;
  readonly channel: string;
  readonly lane: string;
  readonly order: number;
  readonly receivedAt: Date;
  readonly state: 'waiting' | 'held' | 'read' | 'failed';
  readonly attempts: number;
  /** What was delivered, sealed; gone once it was read. */
  readonly body?: string;
  /** Its lane, while it is held: a unique index lets one event of a lane be held at a time. */
  readonly holds?: string;
  /** From then on another reader may take it. */
  readonly leasedUntil?: Date;
  /** When the row goes. */
  readonly forgetAt?: Date;
}

/** Of the collection `events`. */
export const eventSchema = new Schema<EventRow>(
  {
    _id: String,
    channel: String,
    lane: String,
    order: Number,
    receivedAt: Date,
    state: String,
    attempts: Number,
    body: String,
    holds: String,
    leasedUntil: Date,
    forgetAt: Date,
  },
  ROW_OPTIONS,
);
