import type { Opened } from '../contract.ts';

export function privacy(_opened: Opened): void {}
