import { describe, expect, it } from 'vitest';
import { handleMessage } from '../../src/usecases/handle-message.ts';
import { MOST_FILE_BYTES } from '../../src/channels/channel.ts';
import { keepFile } from '../../src/usecases/keep-file.ts';
import { useOffice } from './office.ts';

const opened = useOffice();

const text = (words: string) => ({ kind: 'text', text: words }) as const;

describe('a report by chat', () => {
  it('becomes one case with its team, and one receipt that tells of it', async () => {
    const villager = opened.office.newcomer();
    const team = await opened.office.member('TD-DT-12-3');
    await villager.tellsOfHole();
    await villager.sendsIt();
    const current = await villager.onlyCase();
    expect(current).toMatchObject({ status: 'waiting', teamUnitId: 'TD-DT-12' });
    expect(villager.count(/Mã việc: LL-/)).toBe(1);
    expect(team.count(new RegExp(current.code))).toBe(1);
  });

  it('tells the code alone first when the team is found only later', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.tellsOfHole();
    await villager.presses(/^Gửi$/);
    await handleMessage(office.deps, villager.pressing(/^Đồng ý/));
    const placing = office.hints.caseIds.splice(0);
    await office.work();
    expect(villager.count(/Mã việc: LL-/)).toBe(1);
    office.hints.caseIds.push(...placing);
    await office.work();
    expect(villager.count(/Mã việc: LL-/)).toBe(2);
    expect(villager.heard().at(-1)?.words).toMatch(/tổ dân vận thôn Lục Liễu/i);
  });

  it('is placed by the sweep when the hint was lost', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.tellsOfHole();
    await villager.presses(/^Gửi$/);
    await handleMessage(office.deps, villager.pressing(/^Đồng ý/));
    office.loseHints();
    office.clock.advance(1);
    await office.sweep();
    expect(await villager.onlyCase()).toMatchObject({ teamUnitId: 'TD-DT-12' });
    expect(villager.count(/Mã việc: LL-/)).toBe(1);
  });
});

describe('the same event', () => {
  it('keeps one case when the confirmation arrives three times, twice at once', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await villager.tellsOfHole();
    await villager.presses(/^Gửi$/);
    const message = villager.pressing(/^Đồng ý/);
    await Promise.all([handleMessage(office.deps, message), handleMessage(office.deps, message)]);
    await office.work();
    await handleMessage(office.deps, message);
    await office.work();
    expect(await villager.cases()).toHaveLength(1);
    expect(villager.count(/Mã việc: LL-/)).toBe(1);
    expect(office.events('turn.repeated').length).toBeGreaterThan(0);
  });
});

describe('turns of one chat at once', () => {
  it('are all applied, each answered once', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    const words = ['ngõ nhà tôi', 'đường thôn lục liễu', 'bị sụt', 'to lắm', 'hôm qua mưa'];
    const messages = words.map((each) => villager.message(text(each)));
    await Promise.all(messages.map((message) => handleMessage(office.deps, message)));
    const conversation = await office.store.conversations.load(villager.chat);
    expect(conversation?.seen.map(({ eventId }) => eventId).toSorted()).toEqual(
      messages.map(({ eventId }) => eventId).toSorted(),
    );
    const kept = JSON.stringify(conversation?.dialogue);
    for (const each of words) expect(kept).toContain(each);
  });

  it('make one person and one conversation of two first words', async () => {
    const { office } = opened;
    const villager = office.newcomer();
    await Promise.all(
      ['chào bot', 'có ai không'].map((each) =>
        handleMessage(office.deps, villager.message(text(each))),
      ),
    );
    expect((await office.store.conversations.load(villager.chat))?.seen).toHaveLength(2);
  });
});

describe('a turn while the store refuses', () => {
  it('rejects and keeps nothing, so that the provider delivers again', async ({ skip }) => {
    const { office } = opened;
    const { server } = office.database;
    if (server === undefined) return skip('only the embedded server refuses on demand');
    const villager = office.newcomer();
    const message = villager.message(text('đường thôn lục liễu sụt'));
    const end = server.faults.onCommand(() => true, { code: 'NotWritablePrimary' });
    await expect(handleMessage(office.deps, message)).rejects.toThrow('the store did not answer');
    end();
    expect(await office.store.conversations.load(villager.chat)).toBeUndefined();
    await handleMessage(office.deps, message);
    await office.work();
    expect(villager.heard()).toHaveLength(1);
  });
});

describe('a file', () => {
  const keep = (bytes: Uint8Array, name = 'anh.png', mediaType = 'image/png') =>
    keepFile(opened.office.deps, { name, mediaType, bytes });
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('is kept by what it is, under a name that names nobody', async () => {
    const file = await keep(PNG, 'bà Sáu nhà đầu ngõ.exe', 'application/octet-stream');
    expect(file).toMatchObject({ mediaType: 'image/png', sizeBytes: PNG.length });
    expect(file.name).toMatch(/^png-[\w-]+\.png$/);
    const stored = await opened.office.store.files.open(file.id);
    expect(Buffer.from(stored?.bytes ?? [])).toEqual(PNG);
  });

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['a script', Buffer.from('<script>alert(1)</script>'), 'wrong-type'],
    ['more than 20 MiB', new Uint8Array(MOST_FILE_BYTES + 1), 'too-big'],
  ])('of %s is refused', async (_what, bytes, reason) => {
    await expect(keep(bytes)).rejects.toMatchObject({ reason });
  });
});
