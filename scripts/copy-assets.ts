import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../src', import.meta.url));
const to = fileURLToPath(new URL('../dist', import.meta.url));

/** Copies what the compiler leaves behind: styles, scripts of the page, pictures. */
cpSync(from, to, {
  recursive: true,
  filter: (path) => !/\.(ts|json)$/.test(path) && !path.includes('/embedded'),
});
