import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/domain/text.ts';
import { findSession } from '../../src/http/session.ts';
import { Hono } from 'hono';
import { SAMPLE } from '../fixtures/town.ts';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';
import { Visitor, type Fields } from './fixtures/visitor.ts';

const CONCERN = 'đường vào lục liễu sụt một hố to trước cổng chùa';
const PHOTO = new File([readFileSync(`${SAMPLE}photo-mended-road.png`)], 'Ảnh hố.PNG', {
  type: 'image/png',
});

let house: HttpHouse;
beforeAll(async () => {
  house = await openHttpHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

/** The chat of a visitor, as the server derives it from the cookie. */
async function chatOf(visitor: Visitor) {
  const probe = new Hono().get('/', (context) =>
    context.json(
      findSession(context, {
        sessionSecret: house.house.settings.secrets.sessionSecret,
        secureCookies: false,
      }),
    ),
  );
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return (await (await probe.request('/', { headers: { cookie } })).json()) as {
    channel: string;
    chatId: string;
  };
}

/** A visitor who has said something. */
async function speaker(text = CONCERN): Promise<Visitor> {
  const visitor = house.visitor();
  await visitor.says(text);
  return visitor;
}

describe('opening the chat', () => {
  it('shows a page in Vietnamese and stores nothing for a person who only looks', async () => {
    const visitor = house.visitor();
    const page = await visitor.read('/');
    expect(page).toContain('<html lang="vi">');
    expect(page).toContain('role="log"');
    expect(await house.house.deps.store.conversations.load(await chatOf(visitor))).toBeUndefined();
  });

  it('gives each browser a session of its own, with 192 random bits that no script can read', async () => {
    const [one, other] = [house.visitor(), house.visitor()];
    const response = await one.ask('/chat');
    await other.ask('/chat');
    const cookie = response.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^caunoi=[\w-]{32}; .*Path=\/; HttpOnly; SameSite=Lax$/);
    expect(one.cookies.get('caunoi')).not.toBe(other.cookies.get('caunoi'));
  });

  it('keeps the session at the next visit', async () => {
    const visitor = house.visitor();
    await visitor.ask('/chat');
    expect((await visitor.ask('/chat')).headers.getSetCookie()).toEqual([]);
  });

  it('takes no made-up cookie for a session', async () => {
    const visitor = house.visitor();
    visitor.cookies.set('caunoi', 'demo-ba-con');
    const response = await visitor.ask('/chat');
    expect(response.headers.getSetCookie()[0]).toMatch(/^caunoi=/);
  });

  it('speaks English to a browser that asks for it', async () => {
    const visitor = house.visitor({ 'accept-language': 'fr-FR,en-GB;q=0.8,vi;q=0.5' });
    expect(await visitor.read('/chat')).toContain('<html lang="en">');
  });

  it.each([
    [['work'], 'Việc của tổ sẽ hiện ở đây.', 'Việc của tổ'],
    [['coordinate'], 'Việc chưa có tổ nào nhận sẽ hiện ở đây.', 'Điều phối'],
    [['work', 'lead'], 'Hỏi một câu, Cầu Nối trả lời bằng con số.', 'Tình hình'],
  ] as const)('offers those who %s the words of their work', async (abilities, welcome, quick) => {
    const app = house.serve((deps) => ({ ...deps, abilitiesOf: async () => abilities }));
    const page = await new Visitor(app).read('/chat');
    expect(page).toContain(welcome);
    expect(page).toContain(`<button class="quiet" name="text" value="${quick}">`);
  });

  it('is kept by no cache', async () => {
    expect((await house.visitor().ask('/chat')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('speaking without script', () => {
  it('answers with the way back to the page, where both sides stand', async () => {
    const visitor = house.visitor();
    const response = await visitor.says(CONCERN);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/chat']);
    const page = await visitor.read('/chat');
    expect(page).toContain(CONCERN);
    expect(page).toMatch(/<button name="choice" value="report:[^"]+">/);
  });

  it('takes a button for what it says', async () => {
    const visitor = await speaker();
    const [choice] = (await visitor.lines()).flatMap((line) => line.choices);
    await visitor.post('/chat', { formId: randomUUID(), choice: choice?.id ?? '' });
    const pressed = (await visitor.lines()).findLast((line) => line.from === 'person');
    expect(pressed?.words).toEqual([choice?.label]);
  });

  it('counts a form that is sent twice once', async () => {
    const visitor = house.visitor();
    const formId = randomUUID();
    await visitor.post('/chat', { formId, text: CONCERN });
    const once = await visitor.lines();
    await visitor.post('/chat', { formId, text: CONCERN });
    expect(await visitor.lines()).toEqual(once);
  });

  it('counts other words in the same form, after going back, as new', async () => {
    const visitor = house.visitor();
    const formId = randomUUID();
    await visitor.post('/chat', { formId, text: CONCERN });
    await visitor.post('/chat', { formId, text: 'trợ giúp' });
    expect((await visitor.lines()).filter((line) => line.from === 'person')).toHaveLength(2);
  });

  it('looks again by itself only while an answer is on its way', async () => {
    const visitor = await speaker();
    expect(await visitor.read('/chat')).not.toContain('http-equiv="refresh"');
    await house.say(await chatOf(visitor), { lines: [say('page.name')] }, 2_000);
    expect(await visitor.read('/chat')).toContain('<meta http-equiv="refresh" content="4">');
  });

  it('answers an empty form kindly', async () => {
    const visitor = await speaker(' ');
    expect((await visitor.lines()).map((line) => line.from)).toEqual(['person', 'bot']);
  });
});

describe('speaking with script', () => {
  it('returns the answers in the same response, drawn and with a cursor', async () => {
    const visitor = house.visitor();
    const eventId = randomUUID();
    const update = await (await visitor.send({ eventId, text: CONCERN })).json();
    expect(update).toMatchObject({ locale: 'vi', cursor: house.clock.now().getTime() });
    expect(update.lines[0].id).toBe(`h-${eventId}`);
    expect(update.lines[1].html).toContain('name="choice"');
  });

  it('changes nothing when the same event comes again', async () => {
    const visitor = house.visitor();
    const eventId = randomUUID();
    await visitor.send({ eventId, text: CONCERN });
    const once = await visitor.lines();
    expect((await visitor.send({ eventId, text: CONCERN })).status).toBe(200);
    expect(await visitor.lines()).toEqual(once);
  });

  it('keeps one message of several sent at the same moment by a shaky network', async () => {
    const visitor = house.visitor();
    await visitor.ask('/chat');
    const eventId = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => visitor.send({ eventId, text: CONCERN })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await visitor.lines()).filter((line) => line.from === 'person')).toHaveLength(1);
  });

  it('takes a pin', async () => {
    const visitor = await speaker();
    await visitor.send({ latitude: '21.4567', longitude: '105.5889' });
    expect(await visitor.read('/chat')).toContain('21.4567, 105.5889');
    const pinned = (await visitor.lines()).findLast((line) => line.from === 'person');
    expect(pinned?.words).toEqual(['21.4567, 105.5889']);
  });
});

describe('what a line shows', () => {
  it('shows words as words, whatever they look like', async () => {
    const visitor = await speaker('<script>alert("x")</script> & <b>hố</b>');
    const page = await visitor.read('/chat');
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;b&gt;hố');
    expect(page).not.toContain('<script>alert');
  });

  it('keeps the words of a possible accusation nowhere', async () => {
    const visitor = await speaker(
      'tôi muốn tố cáo ông Nguyễn Văn Khuyết nhận tiền làm sổ hộ nghèo',
    );
    const page = await visitor.read('/chat');
    expect(page).toContain('Lời nhắn này không được lưu.');
    expect(page).not.toContain('Khuyết');
    const [line] = await visitor.lines();
    expect(line?.words).toBeNull();
  });

  it('makes the numbers to call in danger ready to be touched, and no others', async () => {
    const visitor = await speaker('xin chào');
    const call = say('emergency.callEither', { first: '112 (cứu nạn)', second: '114' });
    const title = say('staff.title.emergency', { code: 'LL-112', category: 'x' });
    await house.say(await chatOf(visitor), { lines: [call, title] });
    const page = await visitor.read('/chat');
    expect(page).toContain('<a href="tel:112">112</a> (cứu nạn) hoặc <a href="tel:114">114</a>');
    expect(page).toContain('❗ LL-112 · x');
  });

  it('shows a link, a document and the offer to send a position', async () => {
    const visitor = await speaker();
    const paper = { id: 'paper', mediaType: 'application/pdf', sizeBytes: 4, name: 'bien-ban.pdf' };
    await house.say(await chatOf(visitor), {
      lines: [say('page.name')],
      files: [
        paper,
        { ...paper, id: 'voice', mediaType: 'audio/ogg' },
        { ...paper, id: 'film', mediaType: 'video/mp4' },
      ],
      asksLocation: true,
      link: { path: '/vao/token', label: say('page.signIn.enter') },
    });
    const page = await visitor.read('/chat');
    expect(page).toContain('<a class="file" href="/chat/files/paper" download>');
    expect(page).toContain('<audio controls preload="none" src="/chat/files/voice"');
    expect(page).toContain('<video controls preload="none" src="/chat/files/film"');
    expect(page).toContain('data-act="pin"');
    expect(page).toContain('<a class="button" href="/vao/token">');
    const told = (await visitor.lines()).at(-1);
    expect(told).toMatchObject({
      link: '/vao/token',
      files: ['/chat/files/paper', '/chat/files/voice', '/chat/files/film'],
    });
  });

  it('fades buttons that lie before the last word of the person', async () => {
    const visitor = await speaker();
    await visitor.says('trợ giúp');
    const old = (await visitor.read('/chat')).match(/from-bot is-old/g);
    expect(old).toHaveLength(1);
  });

  it('names each day once', async () => {
    const visitor = await speaker();
    house.clock.advance(24 * 60);
    await visitor.says('trợ giúp');
    const days = [...(await visitor.read('/chat')).matchAll(/<p class="day"><span>([^<]+)/g)].map(
      ([, day]) => day,
    );
    expect(days).toEqual(['thứ Tư 25/11', 'thứ Năm 26/11']);
  });

  it('shows nobody else’s words', async () => {
    await speaker('cống thôn tắc, nước tràn vào sân nhà tôi');
    const other = house.visitor();
    expect(await other.read('/chat')).not.toContain('cống thôn tắc');
    expect(await other.lines()).toEqual([]);
  });
});

describe('a photo', () => {
  it('is stored, shown in its place and served to its own chat alone', async () => {
    const visitor = house.visitor();
    await visitor.post('/chat', { formId: randomUUID(), text: CONCERN, file: PHOTO });
    const [line] = await visitor.lines();
    expect(line?.words).toEqual([CONCERN]);
    const address = line?.files[0] ?? '';
    expect(await visitor.read('/chat')).toContain(`<img src="${address}"`);
    const served = await visitor.ask(address);
    expect(served.status).toBe(200);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(Buffer.from(await PHOTO.arrayBuffer()));
    expect((await house.visitor().ask(address)).status).toBe(404);
    expect((await (await speaker()).ask(address)).status).toBe(404);
  });

  it('can run nothing in the page, whatever it holds', async () => {
    const visitor = await speaker();
    await visitor.send({ file: PHOTO });
    const address = (await visitor.lines()).flatMap((line) => line.files)[0] ?? '';
    const { headers } = await visitor.ask(address);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="[\w.-]+"$/);
    // A cache must ask each time, for the session may be over; the tag saves the bytes.
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('etag')).toMatch(/^"[\w-]+"$/);
  });

  it('comes with others as one album, with the words at the first', async () => {
    const visitor = house.visitor();
    await visitor.post('/chat', {
      formId: randomUUID(),
      text: CONCERN,
      file: [PHOTO, PHOTO, PHOTO],
    });
    const spoken = (await visitor.lines()).filter((line) => line.from === 'person');
    expect(spoken.map((line) => [line.words, line.files.length])).toEqual([
      [[CONCERN], 1],
      [[], 1],
      [[], 1],
    ]);
  });

  it('is not stored once more when it is sent again', async () => {
    const visitor = house.visitor();
    const eventId = randomUUID();
    await visitor.send({ eventId, file: PHOTO });
    await visitor.send({ eventId, file: PHOTO });
    expect((await visitor.lines()).flatMap((line) => line.files)).toHaveLength(1);
  });

  it.each([
    [
      'a program that calls itself a photo',
      new File(['MZ\u0090\u0000 not a photo'], 'a.jpg', { type: 'image/jpeg' }),
    ],
    [
      'a page that calls itself a photo',
      new File(['<svg onload="alert(1)">'], 'a.svg', { type: 'image/svg+xml' }),
    ],
    [
      'one above 20 MiB',
      new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'a.jpg', { type: 'image/jpeg' }),
    ],
  ])('is refused kindly when it is %s', async (_label, file) => {
    const visitor = house.visitor();
    expect((await visitor.send({ file })).status).toBe(200);
    const lines = await visitor.lines();
    expect(lines.flatMap((line) => line.files)).toEqual([]);
    expect(lines.map((line) => line.from)).toEqual(['person', 'bot']);
  });

  it('is not even read when it is too big for any form', async () => {
    const response = await house.visitor().post('/chat', {
      formId: randomUUID(),
      file: new File([new Uint8Array(33 * 1024 * 1024)], 'a.jpg', { type: 'image/jpeg' }),
    });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('Gửi từng ảnh một');
  });
});

describe('a form that no page of ours sends', () => {
  const cases: readonly (readonly [string, Fields])[] = [
    ['without any id', { text: 'a' }],
    ['with an id that is none', { eventId: '1', text: 'a' }],
    ['with a button of another alphabet', { eventId: randomUUID(), choice: 'gửi đi' }],
    ['with a button that is too long', { eventId: randomUUID(), choice: 'a'.repeat(65) }],
    ['with a place beyond the earth', { eventId: randomUUID(), latitude: '91', longitude: '0' }],
    ['with a place that is no number', { eventId: randomUUID(), latitude: 'x', longitude: '0' }],
    [
      'with more files than may be',
      { eventId: randomUUID(), file: Array.from({ length: 6 }, () => PHOTO) },
    ],
    ['with a text as long as a book', { eventId: randomUUID(), text: 'a'.repeat(20_001) }],
  ];
  it.each(cases)('is answered with 400 %s', async (_label, fields) => {
    const visitor = house.visitor();
    const response = await visitor.post('/chat', fields);
    expect(response.status).toBe(400);
    expect(await visitor.lines()).toEqual([]);
  });

  it('is answered with 400 when it is no form at all', async () => {
    const response = await house.visitor().ask('/chat', {
      method: 'POST',
      body: '{"text":"a"}',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
    expect([response.status, await response.json()]).toEqual([400, { error: 400 }]);
  });
});

describe('a form from elsewhere', () => {
  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['a page that hides its origin', { origin: 'null' }],
    ['another site, as the browser says', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('is refused from %s', async (_label, headers) => {
    const visitor = await speaker();
    const before = await visitor.lines();
    const response = await visitor.post('/chat', { formId: randomUUID(), text: 'hủy' }, headers);
    expect(response.status).toBe(403);
    expect(await visitor.lines()).toEqual(before);
  });

  it('is taken from our own page behind a proxy that ends TLS', async () => {
    const app = house.serve((deps) => ({
      ...deps,
      config: { ...deps.config, publicUrl: 'https://caunoi.example' },
    }));
    const response = await new Visitor(app).post(
      '/chat',
      { formId: randomUUID(), text: 'xin chào' },
      { origin: 'https://caunoi.example' },
    );
    expect(response.status).toBe(303);
  });
});

/** A visitor of a house whose store takes nothing. */
const broken = (): Visitor =>
  new Visitor(
    house.serve((deps) => ({
      ...deps,
      sink: {
        ...deps.sink,
        receive: () => Promise.reject(new Error(`could not store "${CONCERN}"`)),
      },
    })),
  );

describe('when nothing can be stored', () => {
  it('gives the words back, ready to be sent again as the same event', async () => {
    const formId = randomUUID();
    const response = await broken().post('/chat', { formId, text: CONCERN });
    expect(response.status).toBe(503);
    const page = await response.text();
    expect(page).toContain(`<input type="hidden" name="formId" value="${formId}">`);
    expect(page).toContain(`${CONCERN}</textarea>`);
  });

  it('gives the words under a photo back, and the way back where there were none', async () => {
    const captioned = await broken().post('/chat', {
      formId: randomUUID(),
      text: CONCERN,
      file: PHOTO,
    });
    expect(await captioned.text()).toContain(`${CONCERN}</textarea>`);
    const pressed = await broken().post('/chat', { formId: randomUUID(), choice: 'report:send' });
    expect(await pressed.text()).toContain('href="/chat"');
  });

  it('tells the script to try later, and the log no word of it', async () => {
    const response = await broken().send({ text: CONCERN });
    expect([response.status, await response.json()]).toEqual([503, { error: 503 }]);
    const line = house.log.findLast((one) => one.includes('request.failed')) ?? '';
    expect(line).toContain('"route":"/chat"');
    expect(line).not.toContain('sụt');
  });
});

describe('the language', () => {
  it('is switched before anything was said, and kept', async () => {
    const visitor = house.visitor();
    await visitor.post('/chat/language', { locale: 'en' });
    expect(await visitor.read('/chat')).toContain('<html lang="en">');
    await visitor.says('hello');
    expect((await house.house.deps.store.conversations.load(await chatOf(visitor)))?.locale).toBe(
      'en',
    );
  });

  it('is switched for the whole chat, also for what was said before', async () => {
    const visitor = await speaker();
    const response = await visitor.post('/chat/language', { locale: 'en' });
    expect(response.headers.get('location')).toBe('/chat');
    expect(await visitor.read('/chat')).toContain('>Send</button>');
  });

  it('is one of ours', async () => {
    expect((await house.visitor().post('/chat/language', { locale: 'xx' })).status).toBe(400);
  });
});

describe('leaving a shared device', () => {
  it('says what follows, then takes the session away', async () => {
    const visitor = await speaker();
    expect(await visitor.read('/chat/leave')).toContain('Việc đã gửi vẫn được làm tiếp.');
    const response = await visitor.post('/chat/leave', {});
    expect([response.status, visitor.cookies.has('caunoi')]).toEqual([303, false]);
    expect(response.headers.get('clear-site-data')).toBe('"cache"');
    expect(await visitor.read('/chat')).not.toContain(CONCERN);
  });
});
