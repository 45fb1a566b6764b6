import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { caseAt } from './cases.ts';
import { photo, Talk } from './talk.ts';
import { WORLD } from './village.ts';

const having = (...cases: readonly Case[]): Talk =>
  new Talk({ consents: { report: true, remember: false }, cases });
const FRESH = caseAt('triage');
const AWAITING = caseAt('needs-info', {}, 1);
const ALSO_AWAITING = caseAt('needs-info', {}, 2);
const lastAction = (talk: Talk, id: string) =>
  talk.cases.find((current) => current.id === id)?.history.at(-1)?.action;

describe('a moment after sending', () => {
  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['a short message', (talk) => talk.say('trước cổng trường nhé')],
    ['a photo', (talk) => talk.show()],
    ['a position', (talk) => talk.pin({ latitude: 21, longitude: 105 })],
  ])('%s is asked about', (_name, speak) => {
    const talk = having(FRESH);
    talk.wait(9);
    speak(talk);
    expect(talk.lines()).toEqual([`Thêm vào việc ${FRESH.code}, hay đây là việc mới ạ?`]);
    talk.press(`Thêm vào ${FRESH.code}`);
    expect(lastAction(talk, FRESH.id)?.type).toBe('add');
  });

  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['later', (talk) => [talk.wait(11), talk.say('trước cổng trường nhé')]],
    ['a long story', (talk) => talk.say('đường sụt '.repeat(10))],
    ['another village', (talk) => talk.say('rác ở thôn Tiên Long')],
  ])('%s is something new', (_name, speak) => {
    const talk = having(FRESH);
    speak(talk);
    expect(talk.dialogue?.step).not.toBe('belongs');
    expect(talk.dialogue?.flow).toBe('report');
  });

  it('thanks are thanks', () => {
    const talk = having(FRESH);
    expect(talk.say('cảm ơn')).toEqual(['Không có gì ạ. Có việc gì cứ nhắn Cầu Nối.']);
  });

  it('a case that is over is not added to', () => {
    const talk = having(caseAt('withdrawn'));
    talk.say('trước cổng trường nhé');
    expect(talk.dialogue?.step).not.toBe('belongs');
  });

  it('the newest is meant', () => {
    const older = caseAt('triage', {}, 1);
    const newer = caseAt('triage', {}, 2);
    const moved = newer.history.map((event) => ({
      ...event,
      at: new Date(event.at.getTime() + 60_000),
    }));
    const talk = having(older, { ...newer, history: moved });
    talk.wait(5);
    expect(talk.say('trước cổng trường nhé')[0]).toContain(newer.code);
  });

  it('a case without a history is not meant', () => {
    const talk = having({ ...FRESH, history: [] });
    talk.say('trước cổng trường nhé');
    expect(talk.dialogue?.step).not.toBe('belongs');
  });

  it('a case whose place is not known takes any village as its own', () => {
    const talk = having(caseAt('triage', { place: {} }));
    talk.say('rác ở thôn Tiên Long');
    expect(talk.dialogue?.step).toBe('belongs');
  });

  it('"something new" goes on as such', () => {
    const talk = having(FRESH);
    talk.say('rác ở lục liễu');
    expect(talk.press('Việc mới')[0]).toBe('Xin tóm lại:');
    const other = having(FRESH);
    other.say('rác ở lục liễu');
    other.say('việc mới');
    expect(other.dialogue?.step).toBe('summary');
    const third = having(FRESH);
    third.say('rác ở lục liễu');
    third.say('mới');
    expect(third.dialogue?.step).toBe('summary');
  });

  it('"add" in words does the same as the button', () => {
    const talk = having(FRESH);
    talk.say('rác ở lục liễu');
    talk.say('thêm vào');
    expect(lastAction(talk, FRESH.id)).toMatchObject({ type: 'add', words: 'rác ở lục liễu' });
  });

  it('more words and photos go along, and are asked about once more', () => {
    const talk = having(FRESH);
    talk.say('rác ở lục liễu');
    talk.say('nhiều lắm');
    talk.show();
    talk.pin({ latitude: 21, longitude: 105 });
    expect(talk.lines()[0]).toContain('Thêm vào việc');
    talk.say('1');
    expect(lastAction(talk, FRESH.id)).toMatchObject({
      words: 'rác ở lục liễu\nnhiều lắm',
      files: [photo()],
      pin: { latitude: 21 },
    });
  });

  it('danger that follows is never put aside', () => {
    const talk = having(FRESH);
    talk.say('rác ở lục liễu');
    expect(talk.say('cháy nhà rồi cứu với')[0]).toContain('Gọi ngay');
    const other = having(FRESH);
    expect(other.say('cháy nhà rồi cứu với')[0]).toContain('Gọi ngay');
    const third = having(FRESH);
    third.say('rác ở lục liễu');
    expect(third.show('cháy nhà rồi cứu với')[0]).toContain('Gọi ngay');
  });

  it('a case that closed meanwhile is not added to', () => {
    const talk = having(FRESH);
    talk.say('rác ở lục liễu');
    talk.cases = [caseAt('withdrawn')];
    expect(talk.press(`Thêm vào ${FRESH.code}`)[0]).toContain('Mục này đã cũ');
    expect(talk.press('report:join:XX:YY')[0]).toContain('Mục này đã cũ');
  });
});

describe('an answer to a team', () => {
  it.each<readonly [string, (talk: Talk) => unknown]>([
    ['words', (talk) => talk.say('khoảng một mét')],
    ['a photo', (talk) => talk.show()],
    ['small talk', (talk) => talk.say('xin chào tổ')],
  ])('is simply given: %s', (_name, speak) => {
    const talk = having(AWAITING);
    talk.wait(600);
    speak(talk);
    expect(lastAction(talk, AWAITING.id)?.type).toBe('reply');
  });

  it('by a position ends the waiting as well', () => {
    const talk = having(AWAITING);
    talk.pin({ latitude: 21, longitude: 105 });
    expect(lastAction(talk, AWAITING.id)?.type).toBe('add');
    expect(talk.opened.status).toBe('working');
  });

  it('about another village is asked about', () => {
    const talk = having(AWAITING);
    expect(talk.say('rác ở thôn Tiên Long')[0]).toContain(`Thêm vào việc ${AWAITING.code}`);
  });

  it('to one of several teams is asked about', () => {
    const talk = having(AWAITING, ALSO_AWAITING);
    expect(talk.say('khoảng một mét')).toEqual([
      'Có mấy việc đang chờ trả lời. Lời này là cho việc nào ạ?',
    ]);
    expect(talk.buttons()).toEqual([AWAITING.code, ALSO_AWAITING.code, 'Việc mới']);
    talk.say('rộng hai mét');
    talk.show();
    talk.press(ALSO_AWAITING.code);
    expect(lastAction(talk, ALSO_AWAITING.id)).toMatchObject({
      type: 'reply',
      words: 'khoảng một mét\nrộng hai mét',
    });
    expect(talk.dialogue).toBeNull();
  });

  it('to one of several teams can name the code', () => {
    const talk = having(AWAITING, ALSO_AWAITING);
    talk.say('khoảng một mét');
    talk.say(AWAITING.code);
    expect(lastAction(talk, AWAITING.id)).toMatchObject({ words: 'khoảng một mét' });
  });

  it('cannot be given to a case of somebody else, though staff may see it', () => {
    const reporter = { personId: 'P2', isHidden: true, isOnBehalf: false };
    const foreign = caseAt('needs-info', { reporter }, 3);
    const talk = new Talk({
      consents: { report: true },
      cases: [AWAITING, ALSO_AWAITING, foreign],
      grants: [{ position: { unitId: 'DT', roleId: 'x', validity: {} }, abilities: ['lead'] }],
    });
    talk.say('khoảng một mét');
    talk.say(foreign.code);
    expect(talk.dialogue?.step).toBe('which');
    expect(talk.effects()).toEqual([]);
  });

  it('goes on as something new when no team waits any more', () => {
    const talk = having(AWAITING, ALSO_AWAITING);
    talk.say('khoảng một mét');
    talk.cases = [];
    talk.say('rộng hai mét');
    expect(talk.dialogue?.step).not.toBe('which');
  });
});

it('small talk starts nothing', () => {
  const talk = having();
  expect(talk.say('chào buổi sáng')).toEqual([
    'Cầu Nối nghe đây.',
    'Có việc gì, cứ viết một câu như nói chuyện. Gửi ảnh cũng được.',
  ]);
  expect(talk.dialogue).toBeNull();
});

it('an accusation in parts is let go of as a whole', () => {
  const inParts = {
    ...WORLD,
    understand: (text: string) => ({
      ...WORLD.understand(text),
      isSuspectedDenunciation: text.includes('Quýt') && text.includes('phong bì'),
    }),
  };
  const speak = [
    (talk: Talk) => talk.say('ông Quýt ở lục liễu'),
    (talk: Talk) => talk.show('cầm phong bì'),
  ];
  const fresh = new Talk({ world: inParts });
  for (const part of speak) part(fresh);
  expect(fresh.outcome.withholds).toBe(true);
  expect(JSON.stringify(fresh.outcome)).not.toMatch(/Quýt|phong/);

  const following = new Talk({
    world: inParts,
    consents: { report: true },
    cases: [FRESH],
  });
  for (const part of speak) part(following);
  expect(following.outcome.withholds).toBe(true);
  following.say('đường sụt hố ở lục liễu');
  expect(following.outcome.withholds).toBe(true);
});
