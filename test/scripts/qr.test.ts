import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { importFolder } from '../../scripts/commands/import-org.ts';
import { qrCommand } from '../../scripts/commands/qr.ts';
import { launchBrowser, picture } from '../browser/fixtures/browser.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { SAMPLE } from '../fixtures/town.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await importFolder(database.uri, SAMPLE);
  folder = mkdtempSync(join(tmpdir(), 'cau-noi-qr-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs the command; what it printed. */
async function qr(...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.stubEnv('MONGODB_URI', database.uri);
  await qrCommand.run(args);
  return lines.join('\n');
}

/** What a camera reads in a picture. */
async function scanned(image: string | Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(image)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

const WAYS = ['--web', 'https://caunoi.example', '--telegram', 'CauNoiBot', '--zalo', '123456789'];

describe('QR codes of a village', () => {
  it('lead a camera to its addresses, large enough to be printed', async () => {
    const to = join(folder, 'one');
    expect(await qr('TD-DT-12', '--to', to, ...WAYS)).toBe('3 pictures and qr.html for 1 villages');
    expect(await scanned(join(to, 'qr-luc-lieu-web.png'))).toBe(
      'https://caunoi.example/chat?bat-dau=v-TD-DT-12',
    );
    expect(await scanned(join(to, 'qr-luc-lieu-telegram.png'))).toBe(
      'https://t.me/CauNoiBot?start=v-TD-DT-12',
    );
    expect(await scanned(join(to, 'qr-zalo-oa.png'))).toBe('https://zalo.me/123456789');
    const { width, height, format } = await sharp(join(to, 'qr-luc-lieu-web.png')).metadata();
    expect(format).toBe('png');
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(600);
  });

  it('are still read with a tenth of the code torn off', async () => {
    const to = join(folder, 'torn');
    await qr('TD-DT-12', '--to', to, ...WAYS);
    const blot = await sharp({
      create: { width: 150, height: 150, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer();
    const torn = await sharp(join(to, 'qr-luc-lieu-web.png'))
      .composite([{ input: blot, left: 400, top: 450 }])
      .png()
      .toBuffer();
    expect(await scanned(torn)).toBe('https://caunoi.example/chat?bat-dau=v-TD-DT-12');
  });

  it('are made for all villages of a commune, each once, namesakes too', async () => {
    const to = join(folder, 'commune');
    const said = await qr('TD-DT', '--to', to, ...WAYS);
    const villages = Number(/for (\d+) villages/.exec(said)?.[1]);
    const files = readdirSync(to);
    expect(villages).toBeGreaterThan(5);
    expect(files.filter((name) => name.endsWith('-web.png'))).toHaveLength(villages);
    const addresses = await Promise.all(
      files.filter((name) => name.endsWith('-web.png')).map((name) => scanned(join(to, name))),
    );
    expect(new Set(addresses).size).toBe(villages);
    expect(addresses).not.toContain(undefined);
  }, 60_000);
});

describe('the sheet', () => {
  it.each([
    ['a poster a page', []],
    ['four cards a page', ['--cards']],
  ])(
    'prints %s on A4, with the numbers for danger and no other file',
    async (what, more) => {
      const to = join(folder, what);
      await qr('TD-DT', '--to', to, ...WAYS, ...more);
      const sheet = readFileSync(join(to, 'qr.html'), 'utf8');
      expect(sheet).not.toMatch(/<(?:link|script|img)\b|url\(/);
      const browser = await launchBrowser();
      const page = await browser.newPage({ viewport: { width: 794, height: 1_123 } });
      await page.setContent(sheet);
      await page.emulateMedia({ media: 'print' });
      expect(await page.textContent('.danger')).toContain('112 · 113 · 114 · 115');
      const cut = await page.$$eval(
        '.poster',
        (posters) =>
          posters.filter(
            (one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth,
          ).length,
      );
      expect(cut).toBe(0);
      const pages = await page.locator('.page').count();
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(pages);
      const sign = page.locator('figure').first();
      expect(await scanned(await sign.screenshot())).toBe(await sign.getAttribute('data-address'));
      await picture(page, `posters-${more.length}`);
      await browser.close();
    },
    60_000,
  );

  it('speaks English where it is asked to', async () => {
    const to = join(folder, 'english');
    await qr('TD-DT-12', '--to', to, ...WAYS, '--locale', 'en');
    expect(readFileSync(join(to, 'qr.html'), 'utf8')).toContain('Call first, write after.');
  });
});

it.each([
  [['TD-DT-12'], /usage: scripts\/admin qr/],
  [['TD-DT-12', '--to', 'x'], /say where people come in/],
  [['TD-DT-12', '--to', 'x', '--zalo', 'abc'], /--zalo does not look like one/],
  [['TD-DT-12', '--to', 'x', '--web', 'javascript:alert(1)'], /--web does not look like one/],
  [['NOWHERE', '--to', 'x', '--zalo', '1'], /there is no unit NOWHERE/],
  [['TD-DT-12', '--to', 'x', '--zalo', '1', '--locale', 'fr'], /there is no language fr/],
])('answers %o with what to do instead', async (args, says) => {
  vi.stubEnv('CB_PUBLIC_URL', '');
  vi.stubEnv('ZALO_OA_ID', '');
  await expect(qr(...args)).rejects.toThrow(says);
});
