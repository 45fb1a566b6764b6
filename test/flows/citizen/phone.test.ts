import { describe, expect, it } from 'vitest';
import { Talk } from './talk.ts';

const asking = (before: ConstructorParameters<typeof Talk>[0] = {}): Talk => {
  const talk = new Talk(before);
  talk.say('/sodienthoai');
  return talk;
};

const given = (): Talk => {
  const talk = asking();
  talk.press('Đồng ý cho số');
  talk.say('0912 345 678');
  return talk;
};

describe('giving a phone number', () => {
  it('asks for leave first, with what the number is for', () => {
    const talk = asking();
    expect(talk.lines().join('\n')).toContain('Khi Zalo không cho nhắn nữa');
    expect(talk.buttons()).toEqual(['Đồng ý cho số', 'Không cần']);
    expect(talk.effects()).toEqual([]);
  });

  it('keeps it with the leave, shown by its end alone', () => {
    const talk = given();
    expect(talk.lines()[0]).toContain('Đã giữ số 0•• ••• •678.');
    expect(talk.effects()).toMatchObject([
      { type: 'record-consent', consent: { purpose: 'phone', granted: true } },
      { type: 'keep-phone', phone: '84912345678' },
    ]);
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.dialogue).toBeNull();
  });

  it('takes one that is shared by a button, here and nowhere else', () => {
    const talk = asking();
    talk.press('Đồng ý cho số');
    talk.take({ kind: 'contact', phone: '+84912345678' });
    expect(talk.effects()).toMatchObject([{}, { type: 'keep-phone', phone: '84912345678' }]);
    expect(talk.outcome.withholds).toBe(true);
    const other = new Talk();
    expect(other.take({ kind: 'contact', phone: '+84912345678' })[0]).toContain(
      'Không cần gửi số điện thoại',
    );
    expect(other.effects()).toEqual([]);
  });

  it.each(['024 3825 1234', '12', 'đường sụt hố', '+1 650 253 0000'])(
    'says kindly that %j is none, and keeps no word of it',
    (typed) => {
      const talk = asking();
      talk.press('Đồng ý cho số');
      expect(talk.say(typed)[0]).toContain('Chưa đọc ra số di động Việt Nam nào');
      expect(talk.outcome.withholds).toBe(true);
      expect(talk.effects()).toEqual([]);
      talk.say('0912345678');
      expect(talk.effects()).toHaveLength(2);
    },
  );

  it('takes no number before the leave, not even behind the command', () => {
    const talk = new Talk();
    talk.say('/sodienthoai 0912345678');
    expect(talk.outcome.withholds).toBe(true);
    talk.say('0912345678');
    expect(talk.effects()).toEqual([]);
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.lines()[0]).toContain('Giữ số 0•• ••• •678');
  });

  it.each(['Không cần', 'không'])('%s is a refusal that is kept', (words) => {
    const talk = asking();
    if (words === 'Không cần') talk.press(words);
    else talk.say(words);
    expect(talk.effects()).toMatchObject([
      { type: 'record-consent', consent: { purpose: 'phone', granted: false } },
    ]);
  });

  it('lets a danger through in the middle of it', () => {
    const talk = asking();
    talk.press('Đồng ý cho số');
    expect(talk.say('cháy nhà ở lục liễu').join('\n')).toContain('114');
  });

  it('goes back to the concern that was being written', () => {
    const talk = new Talk();
    talk.say('đường ở lục liễu sụt hố');
    const draft = talk.dialogue;
    talk.say('số điện thoại');
    talk.press('Đồng ý cho số');
    talk.say('0912345678');
    expect(talk.dialogue).toMatchObject({ flow: 'report', step: draft?.step });
    expect(talk.lines()).toContain('Việc đang viết dở vẫn còn đây, chưa gửi.');
  });
});

describe('a number that is kept', () => {
  const keeper = (): Talk => {
    const talk = new Talk({ consents: { phone: true } });
    talk.person = { ...talk.person, phone: '84912345678' };
    return talk;
  };

  it('is shown covered, changed, and forgotten', () => {
    const talk = keeper();
    expect(talk.say('/sodienthoai')).toEqual([
      'Đang giữ số 0•• ••• •678 để gửi kết quả khi không nhắn được.',
    ]);
    talk.press('Đổi số');
    talk.say('0351234567');
    expect(talk.effects()).toMatchObject([{}, { type: 'keep-phone', phone: '84351234567' }]);
    talk.say('/sodienthoai');
    expect(talk.press('Quên số này')).toEqual(['Đã quên số điện thoại.']);
    expect(talk.effects()).toMatchObject([
      { type: 'record-consent', consent: { purpose: 'phone', granted: false } },
    ]);
  });

  it('stands in what is said of privacy, and goes when nothing is to be kept', () => {
    const talk = keeper();
    expect(talk.say('quyền riêng tư')).toContain(
      'Đang giữ số 0•• ••• •678 để gửi kết quả khi không nhắn được.',
    );
    expect(talk.buttons()).toContain('Số điện thoại');
    talk.press('privacy:refuse');
    expect(
      talk
        .effects()
        .flatMap((effect) => (effect.type === 'record-consent' ? [effect.consent] : [])),
    ).toContainEqual(expect.objectContaining({ purpose: 'phone', granted: false }));
  });
});

it.each(['phone:agree', 'phone:refuse', 'phone:x', 'phone:constructor'])(
  'the old button %s changes nothing',
  (id) => {
    const talk = new Talk();
    talk.press(id);
    expect(talk.effects()).toEqual([]);
  },
);

describe('a number that comes before the leave', () => {
  it('is asked back by its end, with both choices, and not kept by itself', () => {
    const talk = asking();
    expect(talk.say('0912 345 678').join()).toContain('Giữ số 0•• ••• •678');
    expect(talk.buttons()).toEqual(['Đồng ý', 'Không']);
    expect(talk.outcome.withholds).toBe(true);
    expect(talk.effects()).toEqual([]);
    talk.press('Không');
    expect(talk.dialogue).toBeNull();
    expect(talk.effects()).toMatchObject([{ consent: { purpose: 'phone', granted: false } }]);
  });
});
