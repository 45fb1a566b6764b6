import { describe, expect, it } from 'vitest';
import { drawInviteCode, readInviteCode } from '../../../src/domain/invite.ts';
import { Desk } from './desk.ts';
import { HEAD, LEADER } from './network.ts';

const CODE = 'CN-7K3F-9QXA-M2WD';

describe('an invite code', () => {
  it('is drawn in the form in which it is read', () => {
    let drawn = 0;
    const code = drawInviteCode((limit) => {
      drawn += 7;
      return drawn % limit;
    });
    expect(code).toMatch(/^CN(-[A-Z2-9]{4}){3}$/);
    expect(readInviteCode(code)).toBe(code);
  });

  it('is read whatever the case, the spaces and the dashes', () => {
    expect(readInviteCode(' cn 7k3f–9qxa.m2wd ')).toBe(CODE);
    expect(readInviteCode('cn7k3f9qxam2wd')).toBe(CODE);
  });

  it('is nothing else', () => {
    for (const typed of ['', 'CN', 'LL-4827', 'CN-7K3F-9QXA-M2W0', `${CODE}X`, 'tham gia'])
      expect(readInviteCode(typed)).toBeUndefined();
  });
});

describe('joining', () => {
  it('redeems a code behind the command', () => {
    const desk = new Desk(undefined);
    expect(desk.write('/thamgia cn7k3f9qxam2wd')).toContain(
      'Đã vào mạng lưới. Xin chào Trần Thị Mai.',
    );
    expect(desk.effects).toEqual([{ type: 'join', key: 'join-event-1', inviteCode: CODE }]);
  });

  it('redeems a bare code', () => {
    const desk = new Desk(undefined);
    desk.write(CODE);
    expect(desk.effects).toEqual([{ type: 'join', key: 'join-event-1', inviteCode: CODE }]);
  });

  it('asks for the code, and again when it is none', () => {
    const desk = new Desk(undefined);
    expect(desk.write('tham gia')).toContain('Viết mã vào đây ạ.');
    expect(desk.write('mã của tôi là gì')).toContain('Chưa đọc ra mã mời.');
    expect(desk.receive({ kind: 'location', pin: { latitude: 1, longitude: 1 } })).toContain(
      'Chưa đọc ra mã mời.',
    );
    expect(desk.dialogue?.flow).toBe('join');
    desk.write('ma-cua-don-vi-khac');
    expect(desk.effects).toEqual([
      { type: 'join', key: 'join-event-4', inviteCode: 'ma-cua-don-vi-khac' },
    ]);
    expect(desk.dialogue).toBeNull();
  });

  it('asks for it when a button of another make was pressed', () => {
    expect(new Desk(undefined).pressId('join:start')).toContain('Viết mã vào đây ạ.');
  });

  it('gives a chat to one cadre only', () => {
    const desk = new Desk(HEAD);
    expect(desk.write(`/thamgia ${CODE}`)).toBe(
      [
        'Chat này đã là của Trần Thị Mai. Muốn đổi người, nhờ người phụ trách gỡ ra trước.',
        '[Việc của tổ]',
      ].join('\n'),
    );
    expect(desk.effects).toEqual([]);
    expect(new Desk(LEADER).write(CODE)).toContain('[Tình hình chung]');
  });
});

describe('the staff pages', () => {
  it('open by a link that is told apart from the turn', () => {
    const desk = new Desk(HEAD);
    expect(desk.write('/web')).toContain('dùng một lần');
    expect(desk.outcome?.replies).toEqual([]);
    expect(desk.effects).toEqual([{ type: 'sign-in-link', key: 'link-event-1', cadreId: 'CB-1' }]);
  });

  it('do not exist for citizens', () => {
    const desk = new Desk(undefined);
    desk.write('/web');
    expect(desk.effects).toEqual([]);
  });
});
