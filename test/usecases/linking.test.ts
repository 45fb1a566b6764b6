import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/chat/conversation.ts';
import type { FaultAction } from '../../src/embedded/faults.ts';
import { consentFor } from '../../src/domain/person.ts';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { deliverChat } from '../../src/usecases/deliver-chat.ts';
import { unlinkChat } from '../../src/usecases/unlink-chat.ts';
import { breakWrite } from './faults.ts';
import { useOffice, type Speaker } from './office.ts';
import { everythingIn } from './rows.ts';

const opened = useOffice();

/** Somebody who has sent a concern about the road of Lục Liễu. */
async function reporter(): Promise<Speaker> {
  const speaker = opened.office.newcomer();
  await speaker.tellsOfHole();
  await speaker.sendsIt();
  return speaker;
}

/** The code that a chat was given last. */
async function codeFor(speaker: Speaker): Promise<string> {
  await speaker.says('/noikenh');
  const said = speaker.heard().findLast(({ words }) => words.startsWith('Mã nối: '));
  return /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(said?.words ?? '')?.[0] ?? 'none';
}

async function link(from: Speaker, to: Speaker): Promise<void> {
  await to.says(await codeFor(from));
  await to.presses(/^Nối$/);
  await from.presses(/^Đúng, nối$/);
}

const lastOf = (speaker: Speaker): string => speaker.heard().at(-1)?.words ?? '';

async function personOf({ chat }: Speaker) {
  const { store } = opened.office;
  const conversation = await store.conversations.load(chat);
  const person = await store.people.load(conversation?.personId ?? '');
  if (person === undefined) throw new Error('a chat without a person');
  return { ...person, isInRow: conversation?.personId === person.id };
}

describe('linking two chats', () => {
  it('shows the cases of both in each, once both were told', async () => {
    const [phone, web] = [await reporter(), await reporter()];
    const codes = [...(await phone.cases()), ...(await web.cases())].map(({ code }) => code);
    await link(phone, web);
    for (const chat of [phone, web])
      expect(lastOf(chat)).toBe(
        'Đã nối với cuộc trò chuyện bên Telegram.\nViệc gửi từ hai nơi giờ ở chung một danh sách.\n' +
          'Nếu không phải tự tay nối, chọn “Thôi nối với nơi kia”.',
      );
    for (const chat of [phone, web]) {
      await chat.says('việc của tôi');
      for (const code of codes) expect(lastOf(chat)).toContain(code);
    }
    const [one, other] = [await personOf(phone), await personOf(web)];
    expect(one.id).toBe(other.id);
    expect([one.isInRow, other.isInRow]).toEqual([true, true]);
    expect(one.chats).toEqual(expect.arrayContaining([phone.chat, web.chat]));
    expect(opened.office.events('chats.linked').at(-1)).toMatchObject({ channel: 'telegram' });
  });

  it('brings news of either case to the person, and lets each chat act on both', async () => {
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    const team = await opened.office.member('TD-DT-12-1');
    const { code, id } = await phone.onlyCase();
    await link(phone, web);
    await web.says(code);
    await web.presses(/^Rút lại$/);
    await web.presses(/^Rút lại$/);
    expect((await opened.office.store.cases.load(id))?.status).toBe('withdrawn');
    expect(team.count(new RegExp(code))).toBeGreaterThan(0);
  });

  it('keeps a draft that is being written, on either side', async () => {
    const [phone, web] = [opened.office.newcomer(), opened.office.newcomer()];
    await phone.tellsOfHole();
    await web.tellsOfHole();
    await link(phone, web);
    for (const chat of [phone, web]) {
      await chat.says('gửi');
      expect((await opened.office.store.conversations.load(chat.chat))?.dialogue?.flow).toBe(
        'report',
      );
    }
  });

  it('leaves a cadre’s chat a cadre’s, and makes the other chat none', async () => {
    const team = await opened.office.member('TD-DT-12-2');
    const web = opened.office.newcomer();
    await web.says('xin chào');
    await link(team, web);
    const { cadres } = opened.office.store;
    expect((await cadres.byChat(team.chat))?.id).toBe('TD-DT-12-2');
    expect(await cadres.byChat(web.chat)).toBeUndefined();
  });

  it('joins three chats in any order, also when two codes are used at once', async () => {
    const [a, b, c] = [await reporter(), await reporter(), await reporter()];
    const [codeOfA, codeOfB, codeOfC] = [await codeFor(a), await codeFor(b), await codeFor(c)];
    await b.says(codeOfA);
    await c.says(codeOfB);
    await a.says(codeOfC);
    for (const label of [/^Nối$/, /^Đúng, nối$/]) {
      await Promise.all(
        [b, c, a].map((chat) => handleMessage(opened.office.deps, chat.pressing(label))),
      );
      await opened.office.work();
    }
    const people = await Promise.all([a, b, c].map(personOf));
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
    expect(people.every(({ isInRow }) => isInRow)).toBe(true);
    expect(people[0]?.chats).toHaveLength(3);
    expect(await a.cases()).toHaveLength(3);
  });
});

describe('a code', () => {
  it('lies in no row and no line of the log, but for the message that shows it', async () => {
    const { office } = opened;
    const [phone, web] = [office.newcomer(), office.newcomer()];
    const code = await codeFor(phone);
    await web.says(`/noikenh ${code}`);
    await web.presses(/^Nối$/);
    await phone.presses(/^Đúng, nối$/);
    const stored = await everythingIn(office.database.uri);
    expect(stored.split(code)).toHaveLength(2);
    expect(office.log.join('')).not.toContain(code);
    expect(stored).not.toContain(code.replace('-', ''));
  });

  it('works once', async () => {
    const [phone, web, other] = [0, 1, 2].map(() => opened.office.newcomer()) as [
      Speaker,
      Speaker,
      Speaker,
    ];
    const code = await codeFor(phone);
    await web.says(code);
    await web.presses(/^Nối$/);
    await phone.presses(/^Đúng, nối$/);
    await other.says(code);
    expect(lastOf(other)).toContain('Mã này đã dùng rồi');
    expect((await personOf(other)).chats).toHaveLength(1);
  });

  it('is not used by two who press at the same time', async () => {
    const [phone, web, other] = [
      await reporter(),
      opened.office.newcomer(),
      opened.office.newcomer(),
    ];
    const code = await codeFor(phone);
    await web.says(code);
    await other.says(code);
    await Promise.all(
      [web, other].map((chat) => handleMessage(opened.office.deps, chat.pressing(/^Nối$/))),
    );
    await opened.office.work();
    const said = [lastOf(web), lastOf(other)].toSorted();
    expect(said[0]).toContain('Chưa nối đâu ạ.');
    expect(said[1]).toContain('Mã này đã dùng rồi');
    await phone.presses(/^Đúng, nối$/);
    expect((await personOf(phone)).chats).toHaveLength(2);
  });

  it('ends after ten minutes, also between the question and the answer', async () => {
    const [phone, web] = [opened.office.newcomer(), opened.office.newcomer()];
    const code = await codeFor(phone);
    opened.office.clock.advance(11);
    await web.says(code);
    expect(lastOf(web)).toContain('đã hết hạn');
    const next = await codeFor(phone);
    opened.office.clock.advance(6);
    await web.says(next);
    opened.office.clock.advance(6);
    await web.presses(/^Nối$/);
    expect(lastOf(web)).toContain('đã hết hạn');
    expect((await personOf(web)).chats).toHaveLength(1);
  });

  it('gives way to a newer one of the same chat', async () => {
    const [phone, web] = [opened.office.newcomer(), opened.office.newcomer()];
    const former = await codeFor(phone);
    await codeFor(phone);
    await web.says(former);
    expect(lastOf(web)).toContain('Không thấy mã này');
  });

  it('is recognised where it was given out, and where there is nothing left to join', async () => {
    const [phone, web] = [opened.office.newcomer(), opened.office.newcomer()];
    const code = await codeFor(phone);
    await phone.says(code);
    expect(lastOf(phone)).toContain('lấy ở chính đây');
    await link(phone, web);
    await web.says(await codeFor(phone));
    expect(lastOf(web)).toBe('Hai nơi này đã nối với nhau rồi.');
  });

  it('is guessed five times an hour and then not looked at, right or wrong', async () => {
    const [phone, guesser] = [await reporter(), opened.office.newcomer()];
    for (const guess of ['ABC2-DEFG', 'abc3 defg', 'ABC4DEFG', '/noikenh ABC5-DEFG', 'ABC6-DEFG'])
      await guesser.says(guess);
    expect(guesser.count(/Không thấy mã này/)).toBe(5);
    const code = await codeFor(phone);
    await guesser.says(code);
    expect(lastOf(guesser)).toMatch(/^Nhập sai mã nhiều lần quá\. Từ .+ thử lại được ạ\.$/);
    opened.office.clock.advance(61);
    await guesser.says(await codeFor(phone));
    expect(lastOf(guesser)).toContain('Nối với cuộc trò chuyện bên Telegram ạ?');
    await guesser.says('không');
    expect(lastOf(guesser)).toBe('Vâng, chưa nối gì cả.');
    expect((await personOf(guesser)).chats).toHaveLength(1);
  });

  it('tells nothing of whose it is', async () => {
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    const { code } = await phone.onlyCase();
    await web.says(await codeFor(phone));
    expect(web.transcript()).not.toContain(code);
    expect(web.transcript()).not.toContain('Lục Liễu');
  });
});

describe('a code that somebody else has seen', () => {
  it('joins nothing until the chat that gave it out says that it was meant', async () => {
    const [victim, thief] = [await reporter(), opened.office.newcomer()];
    const { code } = await victim.onlyCase();
    await thief.says(await codeFor(victim));
    await thief.presses(/^Nối$/);
    expect(lastOf(thief)).toContain('sang đó bấm “Đúng, nối”');
    expect(lastOf(victim)).toBe(
      'Có người vừa nhập mã nối ở Telegram.\n' +
        'Nối rồi thì người ở đầu bên kia đọc được hết việc đã viết ở đây.\n' +
        'Có đúng là mình không ạ?',
    );
    await thief.says('việc của tôi');
    expect(thief.transcript()).not.toContain(code);
    expect((await personOf(victim)).chats).toEqual([victim.chat]);
    // The same button, pressed by whoever typed the code, is nothing.
    const agreeing = victim.pressing(/^Đúng, nối$/).body;
    await handleMessage(opened.office.deps, thief.message(agreeing));
    await opened.office.work();
    expect(lastOf(thief)).toContain('chưa nối gì cả');
    expect((await personOf(victim)).chats).toEqual([victim.chat]);
  });

  it('is void once that chat says no, and both are told', async () => {
    const { office } = opened;
    const [victim, thief] = [await reporter(), office.newcomer()];
    const code = await codeFor(victim);
    await thief.says(code);
    await thief.presses(/^Nối$/);
    const agreeing = victim.pressing(/^Đúng, nối$/);
    await victim.presses(/^Không phải$/);
    expect(lastOf(victim)).toBe('Vâng, chưa nối gì cả. Mã ấy bỏ rồi.');
    expect(lastOf(thief)).toContain('trả lời không phải, nên chưa nối gì cả');
    await thief.says(code);
    expect(lastOf(thief)).toContain('Mã này đã dùng rồi');
    await handleMessage(office.deps, agreeing);
    office.clock.advance(11);
    await office.sweep();
    await office.work();
    expect((await personOf(victim)).chats).toEqual([victim.chat]);
    expect([victim.count(/Hết 10 phút/), thief.count(/Hết 10 phút/)]).toEqual([0, 0]);
    expect(office.events('link.denied').at(-1)).toMatchObject({ channel: 'telegram' });
    expect(office.log.join('')).not.toContain(code);
  });

  it('lapses after ten minutes without an answer, and both are told', async () => {
    const { office } = opened;
    const [victim, thief] = [await reporter(), office.newcomer()];
    await thief.says(await codeFor(victim));
    await thief.presses(/^Nối$/);
    const agreeing = victim.pressing(/^Đúng, nối$/);
    office.clock.advance(11);
    await office.sweep();
    await office.work();
    expect([victim.count(/Hết 10 phút/), thief.count(/Hết 10 phút/)]).toEqual([1, 1]);
    await handleMessage(office.deps, agreeing);
    await office.work();
    expect(lastOf(victim)).toContain('Lời hỏi này hết hạn rồi, chưa nối gì cả.');
    expect((await personOf(victim)).chats).toEqual([victim.chat]);
  });

  it('is told to be joined only by who took it, and a link brings none', async () => {
    const { office } = opened;
    const [victim, thief] = [await reporter(), office.newcomer()];
    const code = await codeFor(thief);
    await handleMessage(office.deps, victim.message({ kind: 'start', payload: `n-${code}` }));
    await office.work();
    expect(lastOf(victim)).toBe('Viết mã vào đây ạ. Mã dạng K7MP-3XQD.');
    await victim.says('có');
    expect((await personOf(victim)).chats).toEqual([victim.chat]);
    await victim.says(code);
    expect(lastOf(victim)).toContain('đọc được hết việc đã viết ở đây');
    expect(lastOf(victim)).toContain('Chỉ nối khi tự tay lấy mã ấy ở máy mình');
  });
});

describe('what was agreed to', () => {
  const answers = async (speaker: Speaker, purpose: 'report' | 'remember' | 'learn') =>
    consentFor(await personOf(speaker), purpose)?.granted;

  it('goes for both, but leave to learn only where both gave it', async () => {
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    await phone.says('/riengtu');
    await phone.presses(/^Giúp máy đọc khá hơn/);
    await link(phone, web);
    expect(await answers(web, 'report')).toBe(true);
    expect(await answers(web, 'learn')).toBeUndefined();
    expect(consentFor(await personOf(web), 'link')).toMatchObject({
      granted: true,
      textVersion: '2026-11-28',
    });
  });

  it('is asked for again where the answers differ, and nothing is done on it until then', async () => {
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    await web.says('/riengtu');
    await web.presses(/^Đồng ý cho giữ/);
    await web.says('/riengtu');
    await web.presses(/^Đừng giữ nữa/);
    await link(phone, web);
    expect(await answers(web, 'report')).toBeUndefined();
    const { consents } = await personOf(phone);
    expect(
      consents.filter(({ purpose }) => purpose === 'report').map(({ granted }) => granted),
    ).toEqual([true, true, false, false]);
  });
});

describe('a crash while chats are joined', () => {
  /** Breaks the nth write after the press of one of the two, which must be answered as if nothing had been. */
  const write = async (nth: number, when: FaultAction, pressed: 'there' | 'here') => {
    const { office } = opened;
    const server = office.database.server;
    if (server === undefined) throw new Error('these tests break the stand-in');
    const [phone, web] = [await reporter(), await reporter()];
    const caseIds = [await phone.onlyCase(), await web.onlyCase()].map(({ id }) => id);
    await web.says(await codeFor(phone));
    if (pressed === 'here') await web.presses(/^Nối$/);
    const press = pressed === 'here' ? phone.pressing(/^Đúng, nối$/) : web.pressing(/^Nối$/);
    const broken = breakWrite(server, nth, when);
    await handleMessage(office.deps, press).catch(() => undefined);
    broken.end();
    for (const id of caseIds) {
      const { reporter: told } = (await office.store.cases.load(id)) ?? {};
      const person = await office.store.people.load(told?.personId ?? '');
      expect(person?.chats.length, broken.command).toBeGreaterThan(0);
    }
    await handleMessage(office.deps, press);
    office.clock.advance(1);
    await office.sweep();
    await office.work();
    const failures = office.events('settling.failed').length;
    if (pressed === 'there') await phone.presses(/^Đúng, nối$/);
    const [one, other] = [await personOf(phone), await personOf(web)];
    const failed = office.events('settling.failed').slice(failures);
    expect(one.id, `${broken.command} ${JSON.stringify(failed)} ${phone.transcript()}`).toBe(
      other.id,
    );
    expect([one.isInRow, other.isInRow, one.chats.length]).toEqual([true, true, 2]);
    expect((await phone.cases()).map(({ id }) => id).toSorted()).toEqual(caseIds.toSorted());
    expect([phone.count(/Đã nối với/), web.count(/Đã nối với/)]).toEqual([1, 1]);
    expect([phone.count(/Có người vừa nhập/), web.count(/Chưa nối đâu/)]).toEqual([1, 1]);
    const links = one.consents.filter(({ purpose }) => purpose === 'link');
    expect(links).toHaveLength(2);
    office.clock.advance(11);
    await office.sweep();
    expect([phone.count(/Hết 10 phút/), web.count(/Hết 10 phút/)]).toEqual([0, 0]);
    return broken.command;
  };

  it.each([
    ['there', 'drop-before'],
    ['there', 'drop-after'],
    ['here', 'drop-before'],
    ['here', 'drop-after'],
  ] as const)(
    'never leaves a case whose reporter cannot be reached, and is made good (%s, %s)',
    async (pressed, when) => {
      let nth = 1;
      // A crash after one write is a crash before the next: every other of both kinds meets each gap once.
      while ((await write(nth, when, pressed)) !== undefined) nth += 2;
      expect(nth).toBeGreaterThan(pressed === 'here' ? 8 : 5);
    },
    120_000,
  );
});

describe('taking a chat apart', () => {
  it('makes it a stranger, and leaves the cases with the other', async () => {
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    const { code, id } = await phone.onlyCase();
    await link(phone, web);
    await web.says('/bokenh');
    expect(lastOf(web)).toContain('Thôi nối với nơi kia ạ?');
    await web.presses(/^Tách ra$/);
    expect(lastOf(web)).toContain('Đã tách.');
    expect(lastOf(phone)).toContain('đã tách ra. Việc đã gửi vẫn ở đây.');
    await web.says('việc của tôi');
    expect(lastOf(web)).toContain('Chưa có việc nào');
    await web.says(code);
    expect(lastOf(web)).toContain('Không thấy mã');
    expect((await phone.onlyCase()).id).toBe(id);
    expect((await personOf(phone)).chats).toEqual([phone.chat]);
    expect(consentFor(await personOf(web), 'report')).toBeUndefined();
    expect(opened.office.events('chat.unlinked').at(-1)).toMatchObject({ channel: 'telegram' });
  });

  it('hands on what still waited to be said, and says it to the stranger no more', async () => {
    const { office } = opened;
    const [phone, web] = [await reporter(), office.newcomer()];
    await link(phone, web);
    const now = office.clock.now();
    const notBefore = new Date(now.getTime() + 3_600_000);
    const message = { lines: [{ key: 'cancel.nothing' }] };
    await office.store.conversations.push(web.chat, [
      { key: 'held', message, at: now, notBefore, state: 'waiting', attempts: 0 },
    ]);
    await web.says('/bokenh');
    await web.presses(/^Tách ra$/);
    office.clock.advance(61);
    await office.sweep();
    await office.work();
    expect(web.count(/Không có gì đang viết dở/)).toBe(0);
    expect(phone.count(/Không có gì đang viết dở/)).toBe(1);
  });

  it('hands on what was half said as a whole, also what a worker has in hand or came just now', async () => {
    const { office } = opened;
    const { channel, deps } = office;
    const { conversations } = office.store;
    const [phone, web] = [await reporter(), office.newcomer()];
    await link(phone, web);
    const before = await conversations.load(web.chat);
    if (before === undefined) throw new Error('no conversation');
    const notice = (key: string): OutboxEntry => ({
      key,
      message: { lines: [{ key: 'cancel.nothing' }] },
      at: office.clock.now(),
      notBefore: office.clock.now(),
      urgency: 'notice',
      state: 'waiting',
      attempts: 0,
    });
    channel.partsOf = ({ lines }) => (lines[0]?.key === 'cancel.nothing' ? 2 : 1);
    await conversations.push(web.chat, [notice('half'), notice('later')]);
    await deliverChat(deps, web.chat);
    const claiming = { leaseMs: 60_000, afterCrash: 'look' } as const;
    const { claimed } = await conversations.claim(web.chat, office.clock.now(), claiming);
    expect(claimed?.entry).toMatchObject({ key: 'half', partsTaken: 1 });
    if (claimed === undefined) throw new Error('nothing claimed');
    await unlinkChat(deps, before, {
      type: 'unlink',
      key: 'unlink-half',
      newPersonId: 'half-stranger',
      consent: {
        purpose: 'link',
        granted: false,
        at: office.clock.now(),
        channel: 'telegram',
        textVersion: '1',
      },
    });
    await conversations.markWaiting(web.chat, claimed.entry, {});
    await office.sweep();
    await office.work();
    channel.partsOf = () => 1;
    expect(web.count(/Không có gì đang viết dở/)).toBe(1);
    expect(phone.count(/Không có gì đang viết dở/)).toBe(4);
  });

  it('refuses the last one kindly, and one of two that leave at once', async () => {
    const alone = await reporter();
    await alone.says('/bokenh');
    expect(lastOf(alone)).toContain('chưa nối với nơi nào khác');
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    await link(phone, web);
    for (const chat of [phone, web]) await chat.says('/bokenh');
    await Promise.all(
      [phone, web].map((chat) => handleMessage(opened.office.deps, chat.pressing(/^Tách ra$/))),
    );
    await opened.office.work();
    const refusals = [phone, web].map((chat) => chat.count(/chưa nối với nơi nào khác/));
    expect(refusals.toSorted((a, b) => a - b)).toEqual([0, 1]);
    const owner = (await phone.cases()).length > 0 ? phone : web;
    expect((await personOf(owner)).chats).toEqual([owner.chat]);
  });

  it('can be undone by linking again', async () => {
    const [phone, web] = [await reporter(), opened.office.newcomer()];
    await link(phone, web);
    await web.says('/bokenh');
    await web.presses(/^Tách ra$/);
    await link(web, phone);
    expect(await web.cases()).toHaveLength(1);
    expect((await personOf(web)).chats).toHaveLength(2);
  });
});
