import type { Opened } from '../contract.ts';

export function deliveries(_opened: Opened): void {}
