import type { Opened } from '../contract.ts';

export function outages(_opened: Opened): void {}
