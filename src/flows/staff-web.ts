import type { Flow } from '../chat/flow.ts';
import { aside, sceneOf, unseen } from './staff/scene.ts';

const ID = 'staff-web';

/** A one-time link to the staff pages; the link itself is told by the outcome of the effect. */
export const staffWebFlow: Flow = {
  id: ID,
  audience: 'cadre',
  commands: [{ name: 'web', phrases: ['trang can bo', 'mo trang can bo', 'staff page'] }],
  advance(turn, facts) {
    const scene = sceneOf(ID, turn, facts);
    const { cadre } = turn.asker;
    if (cadre === undefined) return unseen(scene);
    const key = `link-${turn.inbound.eventId}`;
    return {
      dialogue: aside(scene),
      replies: [],
      effects: [{ type: 'sign-in-link', key, cadreId: cadre.id }],
    };
  },
};
