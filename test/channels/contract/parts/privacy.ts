import { describe, expect, it } from 'vitest';
import type { Opened } from '../contract.ts';

/** Words, names and marks that people of the suite have used; the ids beside the mark are of letters made by hand. */
const SAID =
  /dauvetzqx|sụt một hố|nhà văn hóa|Lò Thị Pao|hố nằm trước|9007199254740993|4503599627370495|cắm biển|lò thị pao/i;

/** What all parts before have left behind. */
export function privacy(opened: Opened): void {
  describe('what is written down beside the database', () => {
    const forbidden = (): readonly string[] => {
      const { rig, person } = opened();
      const ids = ['Lò Thị Pao', 'Tổ trưởng', 'Khách'].map((name) => person(name).chatId);
      return [...rig.secrets, ...ids].filter((word) => word !== '');
    };

    it('are no words, names, chats or secrets in the log', () => {
      const log = opened().town.log.join('\n');
      expect(log).toContain('turn.taken');
      expect(SAID.exec(log)?.[0]).toBeUndefined();
      for (const word of forbidden()) expect(log).not.toContain(word);
    });

    it('nor in any key or value of Redis', async () => {
      const queued = await opened().queued();
      expect(queued).toContain('sweep');
      expect(SAID.exec(queued)?.[0]).toBeUndefined();
      for (const word of forbidden()) expect(queued).not.toContain(word);
    });
  });
}
