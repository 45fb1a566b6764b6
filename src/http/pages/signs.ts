import { html } from 'hono/html';
import type { Html } from './layout.ts';

const sign = (path: string): Html =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

/** Drawn, not typed: cheap phones differ in how they show such letters, and words stand beside them anyway. */
export const SIGNS = {
  photo: sign('M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.500 3.500 0 1 0 .01 0z'),
  sound: sign(
    'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6',
  ),
  pin: sign('M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 7a2.500 2.500 0 1 0 .01 0z'),
};
