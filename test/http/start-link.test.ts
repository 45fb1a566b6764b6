import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';
import type { Visitor } from './fixtures/visitor.ts';

let house: HttpHouse;
beforeAll(async () => {
  house = await openHttpHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const said = async (visitor: Visitor): Promise<string> =>
  (await visitor.lines()).map(({ words }) => words?.join('\n')).join('\n');

describe('a chat opened by a start link', () => {
  it('offers a button and changes nothing by being looked at', async () => {
    const visitor = house.visitor();
    const page = await visitor.read('/chat?bat-dau=v-TD-DT-12');
    expect(page).toContain('<button name="start" value="v-TD-DT-12" data-goes-along>');
    expect(page).toContain('<input type="hidden" name="start" value="v-TD-DT-12">');
    expect(page).toMatch(/Báo việc ở thôn Lục Liễu\.[\s\S]+Bắt đầu/);
    expect(await visitor.lines()).toEqual([]);
  });

  it.each(['v-GONE', 'c-duong', 'm-LL-4827'])('names no place for %s', async (payload) => {
    const page = await house.visitor().read(`/chat?bat-dau=${payload}`);
    expect(page).toContain('Bắt đầu');
    expect(page).not.toContain('Báo việc ở');
  });

  it('begins at the village by the button', async () => {
    const visitor = house.visitor();
    await visitor.post('/chat', { formId: randomUUID(), start: 'v-TD-DT-12' });
    expect(await said(visitor)).toContain('báo việc của thôn Lục Liễu');
  });

  it('begins there by the first words too, once', async () => {
    const visitor = house.visitor();
    const form = { formId: randomUUID(), start: 'v-TD-DT-12', text: 'đường sụt một hố to' };
    for (let time = 0; time < 2; time += 1) await visitor.post('/chat', form);
    const lines = await visitor.lines();
    expect(lines.filter(({ from }) => from === 'person')).toHaveLength(2);
    expect(await said(visitor)).toMatch(/báo việc của thôn Lục Liễu[\s\S]+📍 thôn Lục Liễu/);
  });

  it('answers a page with script under the id that it gave the words', async () => {
    const visitor = house.visitor();
    const eventId = randomUUID();
    await visitor.send({ eventId, start: 'v-TD-DT-12', text: 'đường sụt một hố to' });
    expect((await visitor.lines()).map(({ id }) => id)).toContain(`h-${eventId}`);
  });

  it('takes no code out of a link, and keeps nothing of it', async () => {
    const visitor = house.visitor();
    const page = await visitor.read('/chat?bat-dau=n-HDRB-6WTA');
    expect(page).not.toContain('<input type="hidden" name="start"');
    await visitor.post('/chat', { formId: randomUUID(), start: 'n-HDRB-6WTA' });
    expect(await said(visitor)).toContain('Viết mã vào đây');
    expect(await said(visitor)).not.toContain('HDRB');
  });

  it.each(['', '<script>', 'a'.repeat(65), 'v-%C4%91'])('passes over %j', async (payload) => {
    const page = await house.visitor().read(`/chat?bat-dau=${encodeURIComponent(payload)}`);
    expect(page).not.toContain('name="start"');
    expect(page).toContain('role="log"');
  });

  it('refuses a payload that no page of ours sends', async () => {
    const answer = await house.visitor().post('/chat', { formId: randomUUID(), start: '<script>' });
    expect(answer.status).toBe(400);
  });
});
