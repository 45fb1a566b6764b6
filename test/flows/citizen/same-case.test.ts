import { describe, expect, it } from 'vitest';
import type { Offer } from '../../../src/domain/duplicates.ts';
import { asFollowed } from '../../../src/domain/following.ts';
import { noticeMessage } from '../../../src/flows/notices.ts';
import { caseAt } from './cases.ts';
import { Talk } from './talk.ts';
import { MONDAY, TRANSLATOR, WORLD } from './village.ts';

const OFFER: Offer = {
  caseId: 'other-case',
  categoryId: 'duong',
  unitId: 'DT-01',
  reporters: 3,
  since: MONDAY,
  endedAt: null,
};

const KNOWN = { consents: { report: true, remember: false } } as const;

const asked = (
  change: Partial<Offer> = {},
  before: ConstructorParameters<typeof Talk>[0] = KNOWN,
) => {
  const talk = new Talk({ ...before, offer: { ...OFFER, ...change } });
  talk.say('đường thôn lục liễu sụt hố to');
  return talk;
};

const opening = (talk: Talk) => {
  const effect = talk.effects().find(({ type }) => type === 'open-case');
  return effect?.type === 'open-case' ? effect.draft : undefined;
};

describe('the question whether it is the same', () => {
  it('comes before the summary, with the number of reporters and two buttons', () => {
    const talk = asked();
    expect(talk.lines()).toEqual([
      '📍 thôn Lục Liễu (Đạo Trù) · Đường, cầu, cống · từ thứ Hai 23/11',
      'Việc này đã có 3 người báo. Theo dõi chung nhé?',
    ]);
    expect(talk.buttons()).toEqual(['Theo dõi chung', 'Việc khác']);
  });

  it('leads to a summary that says so, and to a case of its own that joins', () => {
    const talk = asked();
    expect(talk.press('Theo dõi chung').at(-1)).toBe(
      'Gửi tới tổ dân vận thôn Lục Liễu để theo dõi chung, được chưa ạ?',
    );
    talk.press('Gửi');
    expect(opening(talk)).toMatchObject({
      joinsId: 'other-case',
      text: 'đường thôn lục liễu sụt hố to',
    });
  });

  it('is not asked again once it is something else, and nothing is joined', () => {
    const talk = asked();
    expect(talk.press('Việc khác')[0]).toBe('Xin tóm lại:');
    expect(talk.say('ngay cổng chợ')[0]).toBe('Xin tóm lại:');
    talk.press('Gửi');
    expect(opening(talk)).not.toHaveProperty('joinsId');
  });

  it.each([
    ['ok', true],
    ['cùng việc', true],
    ['không', false],
    ['việc khác', false],
  ])('is answered by %j too', (words, isJoining) => {
    const talk = asked();
    talk.say(words);
    talk.press('Gửi');
    expect(opening(talk)?.joinsId).toBe(isJoining ? 'other-case' : undefined);
  });

  it('stands when more is told, or when somebody is puzzled', () => {
    const talk = asked();
    expect(talk.say('ở ngay đầu dốc')).toContain('Việc này đã có 3 người báo. Theo dõi chung nhé?');
    expect(talk.say('là sao')[0]).toContain('Theo dõi chung thì có kết quả ai cũng được nhắn');
    talk.press('Theo dõi chung');
    expect(talk.lines().join('\n')).toContain('ở ngay đầu dốc');
  });

  it('of a case that was answered offers to open it again', () => {
    const talk = asked({ endedAt: MONDAY });
    expect(talk.lines()[1]).toBe(
      'Việc này tổ báo đã xong thứ Hai 23/11. Nếu vẫn chưa ổn thì mở lại, theo dõi chung nhé?',
    );
    expect(talk.buttons()).toEqual(['Chưa ổn, mở lại', 'Việc khác']);
  });

  it('no longer counts once another village or kind is meant', () => {
    const talk = asked();
    talk.press('Theo dõi chung');
    talk.say('nhầm, ở thôn Tiên Long mới đúng');
    talk.press('Gửi');
    expect(opening(talk)).not.toHaveProperty('joinsId');
  });

  it.each([
    ['danger', 'cháy nhà ở thôn lục liễu, có người mắc kẹt bên trong'],
    ['an accusation', 'ông trưởng thôn lục liễu ăn tiền làm đường của dân'],
    ['a quarrel without a shared kind', 'hai nhà ở thôn lục liễu giận nhau'],
  ])('is not even looked for in %s', (_what, words) => {
    const talk = new Talk({ ...KNOWN, offer: OFFER });
    const lines = talk.say(words).join('\n');
    expect(talk.asked.map(({ ask }) => ask)).not.toContain('duplicate');
    expect(lines).not.toContain('Theo dõi chung');
  });

  it('is not asked of whoever refused that the chat is kept', () => {
    const talk = asked({}, { consents: { report: false } });
    expect(talk.lines()[0]).toBe('Xin tóm lại:');
  });

  it('is followed by the consent question as any report is', () => {
    const talk = asked({}, {});
    talk.press('Theo dõi chung');
    talk.press('Gửi');
    expect(opening(talk)).toBeUndefined();
    talk.press('Đồng ý');
    expect(opening(talk)).toMatchObject({ joinsId: 'other-case' });
  });
});

describe('a case that follows another', () => {
  const unmasked = (words: string): string => words;
  const own = caseAt('triage', { status: 'merged', mergedIntoId: 'K1', joinsId: 'K1' });
  const theirs = (status: Parameters<typeof caseAt>[0]) =>
    caseAt(status, { reporter: { personId: 'P2', isHidden: true, isOnBehalf: false } }, 1);

  it('shows the state of the other under the own code, and may be confirmed there', () => {
    const talk = new Talk({ ...KNOWN, cases: [asFollowed(own, theirs('answered'), unmasked)] });
    const lines = talk.say(own.code);
    expect(lines[0]).toContain(own.code);
    expect(lines).toContain('Bây giờ: tổ báo đã xong, chờ xem lại.');
    expect(lines).toContain('Đang theo dõi chung với bà con cùng báo.');
    expect(talk.buttons()).toEqual(['Ổn rồi ✅', 'Chưa ổn', 'Chưa rõ', 'Thêm lời, ảnh']);
  });

  it('is left without stopping the work for others', () => {
    const talk = new Talk({ ...KNOWN, cases: [asFollowed(own, theirs('working'), unmasked)] });
    talk.say(own.code);
    expect(talk.press('Rút lại')).toEqual([
      `Thôi theo dõi việc ${own.code}? Người cùng báo vẫn được lo tiếp.`,
    ]);
  });

  it('tells the first reporter how many others there are', () => {
    const joined = [{ caseId: 'K9', code: 'LL-1', isHidden: true, reporters: 2 }];
    const talk = new Talk({ ...KNOWN, cases: [caseAt('working', { joined })] });
    expect(talk.say(caseAt('working').code)).toContain('Có 2 người khác cùng báo việc này.');
  });

  it('is told of a merging by a coordinator with the question when it is done already', () => {
    const { joinsId: _none, ...byStaff } = own;
    const view = asFollowed(byStaff, theirs('answered'), unmasked);
    const notice = { key: 'k', kind: 'merged', caseId: own.id, to: { type: 'reporter' } } as const;
    const message = noticeMessage(notice, view, WORLD, 'vi', MONDAY);
    const said = message.lines.map((line) => TRANSLATOR.translate(line, 'vi', MONDAY));
    expect(said[0]).toBe(`Việc ${own.code} được gộp với một việc giống vậy đã báo.`);
    expect(said[2]).toBe('Bây giờ: tổ báo đã xong, chờ xem lại.');
    expect(message.choices?.map(({ id }) => id)).toContain(`rating:fine:${own.code}`);
  });
});
