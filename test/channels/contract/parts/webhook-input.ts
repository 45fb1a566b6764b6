import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../../scripts/launch/until.ts';
import type { Opened } from '../contract.ts';
import { MARK } from '../echo.ts';
import type { Letter, WebhookDesk } from '../rig.ts';

const BEYOND_DOUBLES = '9007199254740993';
const MEBIBYTE = 1024 * 1024;

/** What arrives at the webhook and is not as it should be. */
export function webhookInput(opened: Opened): void {
  describe('the webhook', () => {
    const desk = (): WebhookDesk => {
      const { webhook } = opened().rig;
      if (webhook === undefined) throw new Error('no webhook');
      return webhook;
    };
    const deliver = async ({ body, headers }: Letter): Promise<number> => {
      const { status } = await fetch(`${opened().address}${desk().path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return status;
    };
    const stored = () => opened().eventCount();
    const said = (messageId: string, text = `${MARK} lời lạ`, chatId = desk().longestId) =>
      desk().letter({ chatId, messageId, text });
    beforeAll(() => opened().settled(), 60_000);

    it.each(['no proof', 'a wrong proof', 'the proof of other words'])(
      'refuses a letter with %s by 401, and stores nothing',
      async (what) => {
        const before = await stored();
        const { body, headers } = said('900001');
        const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
          'no proof': {},
          'a wrong proof': Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name, value.replace(/.$/, '!')]),
          ),
          'the proof of other words': {
            ...headers,
            ...(isOverTheBody(desk()) ? {} : { [Object.keys(headers)[0] ?? '']: 'other' }),
          },
        };
        const changed =
          what === 'the proof of other words' ? body.replace(MARK, 'dauvetkhac') : body;
        const refused = opened().logged('webhook.refused').length;
        expect(await deliver({ body: changed, headers: wrong[what] ?? {} })).toBe(401);
        expect(await stored()).toBe(before);
        expect(opened().logged('webhook.refused')).toHaveLength(refused + 1);
      },
    );

    it.each([
      ['HTML', '<html><body>Bad Gateway</body></html>'],
      ['nothing', ''],
      ['half a letter', '{"event_name":"user_send_text","timest'],
      ['a list', '[]'],
      ['a number', '7'],
    ])('refuses %s, and stores nothing', async (_what, body) => {
      const before = await stored();
      expect([400, 401]).toContain(await deliver(desk().prove(body)));
      expect(await stored()).toBe(before);
    });

    it('refuses a body over a mebibyte by 413, without reading it to the end', async () => {
      const before = await stored();
      expect(await deliver(desk().prove(JSON.stringify({ a: 'x'.repeat(MEBIBYTE) })))).toBe(413);
      expect(await stored()).toBe(before);
    });

    it('acknowledges an event that nobody knows, and a letter without what it should hold does no harm', async () => {
      expect(await deliver(desk().strange())).toBe(200);
      const { body } = said('900002');
      for (const name of ['text', 'message', 'chat', 'sender', 'message_id', 'msg_id']) {
        const lacking = JSON.stringify(JSON.parse(body), (key, value: unknown) =>
          key === name ? undefined : value,
        );
        expect([200, 400]).toContain(await deliver(desk().prove(lacking)));
      }
      await opened().settled();
      expect((await opened().deps.store.inbox.count()).failed).toBe(0);
    });

    it('takes a letter once, however often it comes, also an hour later', async () => {
      const taken = () => opened().logged('turn.taken').length;
      const before = taken();
      const letter = said('900003', 'xin chào');
      expect(await deliver(letter)).toBe(200);
      expect(await deliver(letter)).toBe(200);
      await until('the turn', 15_000, () => (taken() > before ? true : undefined));
      opened().town.clock.advance(61);
      expect(await deliver(letter)).toBe(200);
      await opened().settled();
      expect(taken()).toBe(before + 1);
    });

    it('keeps every figure of an id beyond 2^53, or refuses it where none is so long', async () => {
      const { conversations } = opened().deps.store;
      const { channel } = opened().rig;
      const status = await deliver(said('900004', 'xin chào', BEYOND_DOUBLES));
      await opened().settled();
      const known = await conversations.load({ channel, chatId: BEYOND_DOUBLES });
      expect(known?.chat.chatId).toBe(status === 200 ? BEYOND_DOUBLES : undefined);
      expect(status).toBe(desk().longestId === BEYOND_DOUBLES ? 200 : 400);
      expect(await conversations.load({ channel, chatId: '9007199254740992' })).toBeUndefined();
    });
  });
}

/** Whether a proof is of the body, and not a shared word. */
const isOverTheBody = (desk: WebhookDesk): boolean =>
  JSON.stringify(desk.prove('a').headers) !== JSON.stringify(desk.prove('b').headers);
