import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { SAMPLE } from '../../../fixtures/town.ts';
import type { Opened } from '../contract.ts';

const photo = new Blob([readFileSync(`${SAMPLE}photo-mended-road.png`)], { type: 'image/png' });

/**
 * From a sentence to a confirmed answer, and again when it did not hold.
 *
 * @returns what tells the code of the case, which is open again at the end.
 */
export function story(opened: Opened): () => string {
  let code = '';
  describe('the story', () => {
    const people = () => {
      const house = opened();
      return { villager: house.person('Lò Thị Pao'), team: house.person('Tổ trưởng') };
    };
    it('takes a report in two turns and answers a code, once consent is given', async () => {
      const { villager, team } = people();
      await opened().join(team, 'TD-DT-12-1');
      await villager.says('đường bê tông sụt một hố to, xe không đi được');
      await villager.hears(/thôn nào/);
      await villager.says('thôn lục liễu');
      await villager.hears(/Lục Liễu[\s\S]*được chưa ạ/);
      await villager.presses(/^Gửi$/);
      await villager.hears(/Đồng ý cho giữ không ạ/);
      await villager.presses(/^Đồng ý$/);
      const line = await villager.hears(/Mã việc: [A-Z]{2}-\d{4,}/);
      code = /[A-Z]{2}-\d{4,}/.exec(line.words?.join('\n') ?? '')?.[0] ?? '';
      await team.hears(new RegExp(`${code}[\\s\\S]*Lục Liễu[\\s\\S]*sụt một hố to`));
    });

    it('lets the team ask back and the villager answer', async () => {
      const { villager, team } = people();
      await team.presses(/^Hỏi thêm/);
      await team.hears(/hỏi|viết/i);
      await team.says('Hố nằm trước nhà ai vậy bà con?');
      await villager.hears(/Hố nằm trước nhà ai/);
      await villager.says('trước nhà văn hóa ạ');
      await team.hears(/trước nhà văn hóa/);
    });

    it('lets the team accept, and report it done with a photo', async () => {
      const { villager, team } = people();
      await team.presses(/^Nhận việc/);
      await team.hears(/Đã nhận/);
      await villager.hears(/đã nhận việc/i);
      await team.presses(/^Báo xong/);
      await team.hears(/gửi ảnh/);
      await team.sends(photo, 'anh.png', 'Đã đổ đá vá hố, cắm biển.');
      await team.hears(/sẽ gửi bà con/);
      await team.presses(/^Xong/);
      await team.hears(/Đã báo xong/);
      await villager.hears(/Đã đổ đá vá hố/);
      await villager.seesPicture();
    });

    it('asks the villager, who confirms and rates', async () => {
      const { villager, team } = people();
      await villager.presses(/^Ổn rồi/);
      await villager.hears(/mấy sao/);
      await villager.presses(/^4 sao/);
      await villager.hears(/cảm ơn/i);
      await team.hears(/bà con xác nhận.*ổn/i);
    });

    it('opens it again for whoever says that it did not hold', async () => {
      const { villager, team } = people();
      await villager.says(`mở lại ${code}, mưa xong hố lại sụt`);
      await villager.hears(/Đã mở lại việc/);
      await team.hears(/mưa xong hố lại sụt/);
    });
  });
  return () => code;
}
