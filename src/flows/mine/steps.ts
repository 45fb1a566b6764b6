/** The flow's id, and the prefix of its choices. */
export const MINE = 'mine';

/** The step in which the next message is passed on to a case. */
export const ADDING = 'adding';
