import type { DutyAlert } from '../chat/effect.ts';
import type { World } from '../chat/flow.ts';
import type { OutboundMessage } from '../chat/message.ts';
import { say } from '../domain/text.ts';
import { coverAbuse } from '../text/abuse.ts';

/** What the people on duty read of a danger before its citizen has confirmed anything. */
export function alertMessage(alert: DutyAlert, { directory }: World): OutboundMessage {
  const place =
    alert.unitId === undefined
      ? say('alert.noPlace')
      : say('alert.place', { place: directory.areaName(alert.unitId) });
  return {
    lines: [
      say('alert.head'),
      place,
      ...(alert.pin === undefined
        ? []
        : [
            say('alert.pin', {
              latitude: alert.pin.latitude.toFixed(5),
              longitude: alert.pin.longitude.toFixed(5),
            }),
          ]),
      say('alert.words', { words: coverAbuse(alert.words) }),
      say('alert.next'),
    ],
  };
}
