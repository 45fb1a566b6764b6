import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAS } from '../fixtures/town.ts';
import { openHttpHouse, type HttpHouse } from './fixtures/http-house.ts';

let house: HttpHouse;
beforeAll(async () => {
  house = await openHttpHouse({ isDemo: true });
});
afterAll(() => house[Symbol.asyncDispose]());

describe('the demo', () => {
  it('opens at the front door', async () => {
    const response = await house.visitor().ask('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/demo']);
  });

  it('shows a villager, a team and a leader side by side, and says that all are fictional', async () => {
    const page = await house.visitor().read('/demo');
    const phones = [...page.matchAll(/<iframe src="([^"]+)"/g)].map(([, address]) => address);
    expect(phones).toEqual(['/demo/ba-con/chat', '/demo/to-luc-lieu/chat', '/demo/lanh-dao/chat']);
    expect(page).toContain('mọi người ở đây đều là nhân vật tưởng tượng');
  });

  it('may be framed by itself alone', async () => {
    const { headers } = await house.visitor().ask('/demo/ba-con/chat');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  });

  it('leads from each persona to every other', async () => {
    const page = await house.visitor().read('/demo/ba-con/chat');
    for (const { id } of PERSONAS.filter((persona) => persona.id !== 'ba-con'))
      expect(page).toContain(`href="/demo/${id}/chat"`);
    expect(page).toContain('Nhân vật tưởng tượng.');
    expect(page).not.toContain('/leave');
  });

  it('lets anybody speak as a persona, whom the engine knows by the post', async () => {
    const visitor = house.visitor();
    await visitor.says('tình hình', '/demo/lanh-dao/chat');
    const answer = (await visitor.lines('/demo/lanh-dao/chat')).at(-1);
    expect(answer?.words?.[0]).toContain('Tình hình xã Đạo Trù');
    await visitor.says('tình hình', '/demo/ba-con/chat');
    const refused = (await visitor.lines('/demo/ba-con/chat')).at(-1);
    expect(refused?.words?.join(' ')).not.toContain('Tình hình xã');
  });

  it('has no persona that nobody named', async () => {
    const visitor = house.visitor();
    expect((await visitor.ask('/demo/ai-do/chat')).status).toBe(404);
    expect((await visitor.says('xin chào', '/demo/ai-do/chat')).status).toBe(404);
    expect((await visitor.ask('/demo/ai-do/chat/events')).status).toBe(204);
  });

  it('changes the language of all phones at once', async () => {
    const visitor = house.visitor();
    await visitor.post('/demo/language', { locale: 'en' });
    expect(await visitor.read('/demo')).toContain('everybody here is made up');
    expect(await visitor.read('/demo/lanh-dao/chat')).toContain('<html lang="en">');
    await visitor.post('/demo/language', { locale: 'vi' });
  });
});
