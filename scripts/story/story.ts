import type { Phone } from './phone.ts';

/** The people of the story and the hand on its clock. */
export interface Stage {
  readonly villager: Phone;
  readonly team: Phone;
  readonly leader: Phone;
  /** A picture to send. */
  readonly photo: Blob;
  /** Moves the clock on, in minutes, and tells the audience. */
  readonly passTime: (minutes: number) => Promise<void>;
  /** Goes to the next morning at which an office is open. */
  readonly waitForMorning: () => Promise<void>;
  readonly tell: (words: string) => void;
  /** What people do before the first word, once it is morning: joining, where they are not known yet. */
  readonly gather?: () => Promise<void>;
}

const MOST_HOURS = 8;
/** A sweep comes each second; a hour without a reminder is known to be one after two. */
const SWEPT_MS = 2_500;

/** Even of a process that has to be started again first. */
const ANSWER_MS = 30_000;

/**
 * The main job, end to end: a sentence becomes a case, the right team is told, reminded, accepts and resolves it,
 * the villager confirms, the leader asks for the figures.
 *
 * @throws {StoryBroken} at the first step that differs.
 */
export async function play(stage: Stage): Promise<void> {
  await stage.waitForMorning();
  await stage.gather?.();
  await report(stage);
  await remind(stage);
  await resolve(stage);
  await confirm(stage);
  await ask(stage);
}

async function report({ villager, team, tell }: Stage): Promise<void> {
  tell('Một bà con thôn Lục Liễu nhắn cho Cầu Nối.');
  await villager.says('đường vào lục liễu sụt một hố to trước nhà văn hóa, tối qua có cháu ngã xe');
  await villager.hears(/Lục Liễu/);
  // Told a second time, by somebody else: the first is still known.
  if (await villager.isOffered(/^Việc khác$/)) {
    await villager.presses(/^Việc khác$/);
    await villager.hears(/được chưa ạ/);
  }
  await villager.presses(/^Gửi$/);
  // Only the first time there is the question whether the words may be kept.
  await villager.hasHeard(/đồng ý|Mã việc/i, ANSWER_MS);
  if (await villager.hasHeard(/đồng ý/i)) await villager.presses(/^Đồng ý/);
  await villager.hears(/[A-Z]{2}-\d{4,}[\s\S]*tổ dân vận thôn Lục Liễu/i);
  await team.hears(/[A-Z]{2}-\d{4,}[\s\S]*Lục Liễu[\s\S]*sụt một hố to/);
}

async function remind({ team, passTime, tell }: Stage): Promise<void> {
  tell('Tổ dân vận bận việc đồng, chưa ai nhận việc.');
  for (let hour = 1; hour <= MOST_HOURS; hour += 1) {
    await passTime(60);
    if (await team.hasHeard(/⏰ Việc/, SWEPT_MS)) break;
  }
  await team.hears(/⏰ Việc .* cần nhận trước/);
}

async function resolve({ team, villager, photo, passTime, tell }: Stage): Promise<void> {
  tell('Tổ trưởng nhận việc, rồi báo xong kèm ảnh.');
  await team.presses(/^Nhận việc/);
  await team.hears(/Đã nhận/);
  await villager.hears(/nhận việc|đã nhận/i);
  await passTime(30);
  await team.presses(/^Báo xong/);
  await team.sends(
    photo,
    'anh.png',
    'Đã đổ đá vá hố, cắm biển, xã sẽ trải lại nhựa trong tháng 12.',
  );
  // Pictures that come together get one answer, a moment later.
  await team.hears(/sẽ gửi bà con/);
  await team.presses(/^Xong|^Gửi/);
  await team.hears(/Đã báo xong|báo xong/i);
}

async function confirm({ villager, team, tell }: Stage): Promise<void> {
  tell('Bà con ra xem tận nơi.');
  await villager.hears(/Đã đổ đá vá hố/);
  await villager.seesPicture();
  await villager.presses(/^Ổn rồi/);
  await villager.hears(/mấy sao/);
  await villager.presses(/^5 sao/);
  await villager.hears(/cảm ơn/i);
  await team.hears(/bà con.*ổn/i);
}

async function ask({ leader, tell }: Stage): Promise<void> {
  tell('Lãnh đạo xã hỏi tình hình bằng một câu lệnh.');
  await leader.says('/tinhhinh');
  await leader.hears(/xác nhận/i);
}
