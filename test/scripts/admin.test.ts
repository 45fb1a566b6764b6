import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../scripts/commands/index.ts';
import { readSettingsFile, runCommand } from '../../scripts/commands/run.ts';
import { openStore } from '../../src/store/index.ts';
import { hashSecret } from '../../src/usecases/secret.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { SAMPLE } from '../fixtures/town.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs a command; what it printed. */
async function admin(name: string, ...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.stubEnv('MONGODB_URI', database.uri);
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) throw new Error(`there is no command ${name}`);
  await command.run(args);
  return lines.join('\n');
}

describe('the admin commands', () => {
  it('build what is missing, import twice the same, and invite once', async () => {
    expect(await admin('indexes')).toMatch(/^missing cases\./m);
    expect(await admin('indexes', '--build')).toMatch(/Built\.$/m);
    expect(await admin('indexes')).toMatch(/as they should be/);
    expect(await admin('import-org', SAMPLE)).toMatch(/^[1-9]\d* added, 0 changed/);
    expect(await admin('import-org', SAMPLE)).toMatch(/^0 added, 0 changed, [1-9]/);
    const said = await admin('invite', 'TD-DT-12-1', '--days', '2');
    const [code = ''] = /^CN[\w-]+/.exec(said) ?? [];
    await using store = await openStore({ uri: database.uri, buildIndexes: false });
    const chat = { channel: 'web', chatId: 'a' };
    expect(await store.invites.redeem(hashSecret(code), chat, new Date())).toEqual({
      outcome: 'joined',
      cadreId: 'TD-DT-12-1',
    });
  });

  it('import nothing of a folder with bad lines, and name them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bad-org-'));
    writeFileSync(join(folder, 'units.csv'), 'id,level\nA,nowhere\n');
    await expect(admin('import-org', folder)).rejects.toThrow(/^Nothing was imported\. [1-9]/);
    rmSync(folder, { recursive: true });
  });

  it('import landmarks, list them and remove one, and name every bad line', async () => {
    await admin('import-org', SAMPLE);
    const folder = mkdtempSync(join(tmpdir(), 'cau-noi-landmarks-'));
    const file = join(folder, 'landmarks.csv');
    writeFileSync(
      file,
      'name,unit,latitude,longitude\nchợ Vòng,TD-DT-12,21.45,105.6\ncầu Ba Ao,TD-DT-12,,\n',
    );
    expect(await admin('landmarks', 'import', file)).toBe('2 landmarks kept');
    expect(await admin('landmarks', 'list')).toContain('TD-DT\tchợ Vòng\tTD-DT-12\timported');
    expect(await admin('landmarks', 'remove', 'TD-DT', 'CHỢ', 'VÒNG')).toBe('removed CHỢ VÒNG');
    expect(await admin('landmarks', 'list')).not.toContain('Vòng');
    writeFileSync(file, 'name,unit,latitude\nnhà ông Tuấn,TD-DT-12,21\nchợ Mới,NOWHERE,\n');
    await expect(admin('landmarks', 'import', file)).rejects.toThrow(
      /^Nothing was imported\. 3 to mend:[\s\S]+csv:2 [\s\S]+csv:2 [\s\S]+csv:3 there is no village NOWHERE/,
    );
    rmSync(folder, { recursive: true });
  });

  it('show how well messages were read, and nothing of fewer than five', async () => {
    expect(await admin('accuracy')).toMatch(/^Nothing was settled/);
    await using store = await openStore({ uri: database.uri, buildIndexes: false });
    const day = new Date().toISOString().slice(0, 10);
    for (let number = 0; number < 7; number += 1)
      await store.lessons.put({
        id: `lesson-${number}`,
        step: 1,
        day,
        unitId: 'TD-DT-12',
        communeId: number < 6 ? 'TD-DT' : 'TD-BL',
        model: 'aa',
        place: { by: 'cadre', outcome: number < 3 ? 'right' : 'wrong' },
      });
    const said = await admin('accuracy', '--months', '1');
    expect(said).toMatch(/TD-DT +place 50 % of 6, 0 asked +category few/);
    expect(said).toMatch(/TD-BL +place few/);
  });

  it.each([
    [['landmarks'], /usage: scripts\/admin landmarks/],
    [['accuracy', '--months', '0'], /--months must be 1 to 24/],
    [['train', '--check', '--with-corrections'], /only one of these/],
    [['train', '--with-corrections'], /0 corrections to learn from/],
    [['train', '--activate', 'none'], /there is no version none; there are: shipped/],
    [['import-org'], /usage: scripts\/admin import-org/],
    [['invite', 'nobody'], /there is no cadre nobody/],
    [['invite', 'TD-DT-12-1', '--days', '99'], /--days must be 1 to 30/],
  ])('answer %o with what to do instead', async ([name = '', ...args], says) => {
    await expect(admin(name, ...args)).rejects.toThrow(says);
  });
});

describe('scripts/admin', () => {
  /** Runs it as a person does, with nothing in the environment. */
  const run = (args: readonly string[]): Promise<{ code?: unknown; stderr: string }> =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/admin.ts', ...args], {
      env: { PATH: process.env['PATH'] },
    }).catch((error: unknown) => error as { code: unknown; stderr: string });

  it.concurrent.each([
    [['cook'], /^there is no command cook$/],
    [['indexes'], /^MONGODB_URI is not set/],
  ])('%o ends with 1 and a sentence, never a stack trace', async (args, says) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

const never = (name: string): never => {
  throw new Error(`there is no command ${name}`);
};

describe('help', () => {
  const printed = async (...args: readonly string[]): Promise<string> => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    await runCommand(args);
    return lines.join('\n');
  };

  it.each(COMMANDS.map(({ name }) => name))(
    'of %s is printed before it does anything',
    async (name) => {
      const [command] = COMMANDS.filter((known) => known.name === name);
      const run = vi.spyOn(command ?? never(name), 'run');
      for (const word of ['--help', '-h'])
        expect(await printed(name, 'x', word)).toMatch(new RegExp(`scripts/admin ${name}`));
      expect(run).not.toHaveBeenCalled();
    },
  );

  it('of all commands is printed without one, and beside the complaint of one that is none', async () => {
    for (const args of [[], ['help'], ['--help'], ['-h']])
      expect(await printed(...args)).toMatch(/Commands:[\s\S]+scripts\/admin zalo status/);
    await expect(printed('cook', '--help')).rejects.toThrow('there is no command cook');
  });
});

describe('a file of settings', () => {
  it('fills in what is not set, and is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cau-noi-env-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'CB_TEST_SET=file\nCB_TEST_UNSET=file\n');
    vi.stubEnv('CB_TEST_SET', 'environment');
    const said: string[] = [];
    readSettingsFile(file, (line) => said.push(line));
    readSettingsFile(join(folder, 'none'), (line) => said.push(line));
    expect(said).toEqual([`Settings: ${file}`]);
    expect([process.env['CB_TEST_SET'], process.env['CB_TEST_UNSET']]).toEqual([
      'environment',
      'file',
    ]);
    delete process.env['CB_TEST_UNSET'];
    rmSync(folder, { recursive: true });
  });
});
