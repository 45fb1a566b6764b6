import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';

let house: HttpHouse;
beforeAll(async () => {
  house = await openHttpHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const ADDRESS = '/zalo?code=Secret-Code-123456&oa_id=12&state=s7a7e';

describe('the page to which Zalo leads back', () => {
  it.each([
    ['vi', /chép cả địa chỉ/i],
    ['en', /copy the whole address/i],
  ])('says in %s what to do with the address', async (language, words) => {
    const visitor = house.visitor({ 'accept-language': language });
    const answer = await visitor.ask(ADDRESS);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(words);
  });

  it('keeps the code to itself: not shown, not cached, not passed on', async () => {
    const visitor = house.visitor();
    const answer = await visitor.ask(ADDRESS);
    const page = await answer.text();
    expect(page).not.toMatch(/Secret-Code|s7a7e|<script/);
    expect(page).not.toMatch(/(?:href|src)="(?:https?:)?\/\//);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(visitor.cookies.size).toBe(0);
  });
});
