import { readMessage } from './normalise.ts';
import { createPhraseIndex, listPhrases } from './phrases.ts';

// What neighbours must not be asked about: quarrels, violence at home, children, health, somebody's own papers and debts.
const PRIVATE = `
hàng xóm | nhà bên cạnh | nhà bên | láng giềng | cãi nhau | cãi vã | chửi | đánh nhau | đánh đập | mâu thuẫn | xích mích | tranh chấp | hòa giải
bạo hành | bạo lực | đánh vợ | đánh chồng | đánh con | đánh mẹ | đánh bố | đánh cháu | đánh đập | ly hôn | ly dị | ngoại tình | bỏ nhà
xâm hại | hiếp dâm | sàm sỡ | dâm ô | quấy rối | bị bắt nạt | trẻ em bị | cháu bé | bé gái | bé trai | trẻ bị | con tôi | con em | cháu tôi
vợ tôi | chồng tôi | mẹ tôi | bố tôi | vợ em | chồng em | mẹ em | bố em | say rượu | nghiện | ma túy | tự tử | trầm cảm | có thai | mang thai
ốm đau | bị bệnh | bệnh tật | khuyết tật | tâm thần | hiv | ung thư | hộ nghèo | hộ cận nghèo | nợ tiền | vay nặng lãi | đòi nợ | cờ bạc | đánh bạc
đe dọa | dọa giết | trộm | lừa đảo | lấn đất | lấn chiếm | sổ đỏ`;

const index = createPhraseIndex(
  listPhrases(PRIVATE).map((phrase) => [phrase, 'private'] as const),
  1,
);

/**
 * Whether words tell of somebody's private matter. Doubt counts as yes: not being asked to follow a neighbour's case
 * costs nothing, being asked about a quarrel at home costs trust.
 */
export const isPrivateMatter = (text: string): boolean => index.find(readMessage(text)).length > 0;
