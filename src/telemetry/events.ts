import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { errorFields, type Logger } from './log.ts';

/** One function for each thing that happens: it writes the log line and the metric together. */
export interface Events {
  /** What a provider delivered was read; `waitedMs` since it was stored. */
  eventRead(fields: { channel: string; waitedMs: number; attempt: number }): void;
  /** A provider delivered what was stored already. */
  eventRepeated(fields: { channel: string }): void;
  /** What was signed longer ago than keys are kept is not stored: somebody repeats it. */
  eventOutdated(fields: { channel: string }): void;
  /** It could not be read now; its chat waits for the next try. */
  eventPostponed(fields: { channel: string; event: string; attempt: number; error: unknown }): void;
  /** Given up after the last try; it lies sealed in `events`, and what came after it is read. */
  eventFailed(fields: { channel: string; event: string; attempt: number; error: unknown }): void;
  /** Without a queue this process had to read by itself, and could not; what is stored waits. */
  intakeHindered(fields: { channel: string; error: unknown }): void;
  turnTaken(fields: { channel: string; flow: string; ms: number }): void;
  turnRepeated(fields: { channel: string }): void;
  turnConflicted(fields: { channel: string; attempt: number }): void;
  /** A turn, or a case that it would have opened, was one too many. */
  turnLimited(fields: { channel: string; what: 'turns' | 'cases' }): void;
  caseOpened(fields: { caseId: string; urgency: string }): void;
  casePlaced(fields: { caseId: string; unitId: string; decision: string; ms: number }): void;
  caseChanged(fields: { caseId: string; action: string; from: string; to: string }): void;
  actionRefused(fields: { caseId: string; action: string; reason: string }): void;
  dutyAlerted(fields: { people: number }): void;
  noticeUnreachable(fields: { caseId: string; kind: string; unitId?: string }): void;
  messageSent(fields: { channel: string; waitedMs: number; attempt: number }): void;
  messageFailed(fields: {
    channel: string;
    code: string;
    attempt: number;
    isFinal: boolean;
    error?: unknown;
  }): void;
  /** Not sent, for its case has moved on since it was written. */
  messageOutdated(fields: { channel: string }): void;
  /** Nothing can be written to the person now; it goes as soon as the person does something. */
  messageHeld(fields: { channel: string; why: string }): void;
  /** Goes to another chat of the person. */
  messageMoved(fields: { channel: string; to: string }): void;
  /** What became of a message of which nobody knew whether the provider had taken it. */
  doubtSettled(fields: { channel: string; outcome: 'sent' | 'not-sent' | 'unknown' }): void;
  timerFired(fields: { kind: string; caseId: string; lateMs: number }): void;
  sweepDone(fields: {
    timers: number;
    chats: number;
    lanes: number;
    unsettled: number;
    untriaged: number;
    ms: number;
  }): void;
  chatsTrimmed(fields: { lines: number; ms: number }): void;
  /** One due thing failed; the sweep went on with the others and will try it again. */
  sweepHindered(fields: { what: string; caseId?: string; error: unknown }): void;
  /** An effect of a stored change could not be carried out; it stays pending and the sweep tries it again. */
  settlingFailed(fields: { what: 'turn' | 'case'; caseId?: string; error: unknown }): void;
  wakeFailed(fields: { queue: string; error: unknown }): void;
  jobFailed(fields: {
    queue: string;
    jobId: string | undefined;
    attempts: number;
    error: unknown;
  }): void;
  connectionFailed(fields: { service: string; error: unknown }): void;
  /** A channel sends nothing until a person mends it: `consent`, `set-up`, or a fault of the `account`. */
  channelNeedsPerson(fields: { channel: string; what: string; error?: unknown }): void;
  /** Looked after; `needsPerson` is 1 while only a person can mend the channel, else 0. */
  channelMaintained(fields: { channel: string; needsPerson: 0 | 1 }): void;
  /** A pair of rotating tokens gave way to the next. */
  tokensRenewed(fields: { channel: string; version: number }): void;
  /** An event of a provider that says nothing to us. */
  eventIgnored(fields: { channel: string; event: string }): void;
  webhookRefused(fields: { channel: string; status: number }): void;
  webhookFailed(fields: { channel: string; error: unknown }): void;
  requestRefused(fields: { route: string; status: number }): void;
  requestFailed(fields: { route: string; error: unknown }): void;
  /** A code was typed, and the chat that gave it out is asked; later it may say that somebody else typed it. */
  linkAsked(fields: { channel: string; with: string }): void;
  linkDenied(fields: { channel: string; with: string }): void;
  /** Two chats are one person's from now on; `channel` is where the code was typed. */
  chatsLinked(fields: { channel: string; with: string }): void;
  chatUnlinked(fields: { channel: string }): void;
  /** A coordinator had these sent again, or said that they had arrived. */
  undeliveredSettled(fields: { as: 'again' | 'arrived'; count: number }): void;
  cadreSignedIn(fields: { cadreId: string }): void;
  textMissing(fields: { key: string; locale: string }): void;
  /** A stored version of the model cannot be read; the former one stays in force. */
  modelRefused(fields: { version: string; error: unknown }): void;
  /** Landmarks in the store that cannot be read; all others are. */
  landmarksSkipped(fields: { count: number }): void;
  /** Turns are refused until `scripts/admin import-org` was run. */
  organisationMissing(): void;
  started(fields: { role: string; ms: number }): void;
  stopped(fields: { role: string }): void;
}

/** The registry behind `/metrics` and the events that feed it. */
export interface Telemetry {
  readonly events: Events;
  /** All metrics in Prometheus' text format. */
  metrics(): Promise<string>;
  close(): void;
}

type Level = 'debug' | 'info' | 'warn' | 'error';

/** Event names, their level and the fields that become labels; `warn` somebody may look, `error` somebody must. */
const KNOWN: {
  readonly [Name in keyof Events]: readonly [event: string, level: Level, ...labels: string[]];
} = {
  eventRead: ['event.read', 'debug', 'channel'],
  eventRepeated: ['event.repeated', 'debug', 'channel'],
  eventOutdated: ['event.outdated', 'warn', 'channel'],
  eventPostponed: ['event.postponed', 'warn', 'channel'],
  eventFailed: ['event.failed', 'error', 'channel'],
  intakeHindered: ['intake.hindered', 'error', 'channel'],
  turnTaken: ['turn.taken', 'debug', 'channel', 'flow'],
  turnRepeated: ['turn.repeated', 'debug', 'channel'],
  turnConflicted: ['turn.conflicted', 'debug', 'channel'],
  turnLimited: ['turn.limited', 'info', 'channel', 'what'],
  caseOpened: ['case.opened', 'info', 'urgency'],
  casePlaced: ['case.placed', 'info', 'decision'],
  caseChanged: ['case.changed', 'info', 'action'],
  actionRefused: ['case.action-refused', 'info', 'action', 'reason'],
  dutyAlerted: ['duty.alerted', 'warn'],
  noticeUnreachable: ['notice.unreachable', 'warn', 'kind'],
  messageSent: ['message.sent', 'debug', 'channel'],
  messageFailed: ['message.failed', 'warn', 'channel', 'code'],
  messageOutdated: ['message.outdated', 'info', 'channel'],
  messageHeld: ['message.held', 'info', 'channel', 'why'],
  messageMoved: ['message.moved', 'info', 'channel', 'to'],
  doubtSettled: ['message.doubt-settled', 'info', 'channel', 'outcome'],
  timerFired: ['timer.fired', 'info', 'kind'],
  sweepDone: ['sweep.done', 'debug'],
  chatsTrimmed: ['chats.trimmed', 'info'],
  sweepHindered: ['sweep.hindered', 'error', 'what'],
  settlingFailed: ['settling.failed', 'error', 'what'],
  wakeFailed: ['wake.failed', 'warn', 'queue'],
  jobFailed: ['job.failed', 'error', 'queue'],
  connectionFailed: ['connection.failed', 'error', 'service'],
  channelNeedsPerson: ['channel.needs-person', 'error', 'channel', 'what'],
  channelMaintained: ['channel.maintained', 'debug', 'channel'],
  tokensRenewed: ['tokens.renewed', 'info', 'channel'],
  eventIgnored: ['event.ignored', 'info', 'channel'],
  webhookRefused: ['webhook.refused', 'warn', 'channel', 'status'],
  webhookFailed: ['webhook.failed', 'error', 'channel'],
  requestRefused: ['request.refused', 'info', 'route', 'status'],
  requestFailed: ['request.failed', 'error', 'route'],
  linkAsked: ['link.asked', 'info', 'channel', 'with'],
  linkDenied: ['link.denied', 'warn', 'channel', 'with'],
  chatsLinked: ['chats.linked', 'info', 'channel', 'with'],
  chatUnlinked: ['chat.unlinked', 'info', 'channel'],
  undeliveredSettled: ['undelivered.settled', 'info', 'as'],
  cadreSignedIn: ['cadre.signed-in', 'info'],
  textMissing: ['text.missing', 'error'],
  modelRefused: ['model.refused', 'error'],
  landmarksSkipped: ['landmarks.skipped', 'error'],
  organisationMissing: ['organisation.missing', 'error'],
  started: ['app.started', 'info', 'role'],
  stopped: ['app.stopped', 'info', 'role'],
};

/** Fields that are measured, in milliseconds, as histograms in seconds. */
const MEASURED = ['ms', 'lateMs', 'waitedMs'] as const;
/** Fields that say how things stand, as gauges with the labels of their event. */
const STANDING = ['needsPerson'] as const;
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300];

/** Builds the events over a logger and a registry of their own. */
export function createTelemetry(log: Logger): Telemetry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'cb_' });
  const entries = Object.entries(KNOWN).map(([name, [event, level, ...labels]]) => [
    name,
    createEvent(registry, log, event, level, labels),
  ]);
  return {
    events: Object.fromEntries(entries) as Events,
    metrics: () => registry.metrics(),
    close: () => registry.clear(),
  };
}

function createEvent(
  registry: Registry,
  log: Logger,
  event: string,
  level: Level,
  labels: readonly string[],
) {
  const name = `cb_${event.replaceAll(/[.-]/g, '_')}`;
  const total = new Counter({
    name: `${name}_total`,
    help: event,
    labelNames: labels,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: `${name}_seconds`,
    help: event,
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const stand = createGauges(registry, name, labels);
  return (fields: Readonly<Record<string, unknown>> = {}): void => {
    const { error, ...plain } = fields;
    const named = Object.fromEntries(labels.map((label) => [label, String(plain[label])]));
    total.inc(named);
    stand(plain, named);
    for (const field of MEASURED)
      if (typeof plain[field] === 'number') seconds.observe(plain[field] / 1000);
    log[level]({ ...plain, ...(error === undefined ? {} : errorFields(error)) }, event);
  };
}

/** Sets the gauges of one event, each made when it first has a value. */
function createGauges(registry: Registry, name: string, labels: readonly string[]) {
  const gauges = new Map<string, Gauge>();
  return (fields: Readonly<Record<string, unknown>>, named: Record<string, string>): void => {
    for (const field of STANDING) {
      const value = fields[field];
      if (typeof value !== 'number') continue;
      const snake = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const gauge =
        gauges.get(field) ??
        new Gauge({
          name: `${name}_${snake}`,
          help: field,
          labelNames: labels,
          registers: [registry],
        });
      gauges.set(field, gauge);
      gauge.set(named, value);
    }
  };
}
