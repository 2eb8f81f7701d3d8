/** Pause between two questions whether looking has ended, in milliseconds. */
export const POLL = 1_000;
/** After this long the page says that it takes longer than usual, in milliseconds. */
export const PATIENCE = 60_000;
/** From then on it asks this rarely, in milliseconds. */
export const SLOW_POLL = 10_000;
/** When the page asks once more after a look, which the catalog may answer a moment later, in milliseconds. */
export const FOLLOW_UPS = [3_000, 10_000];
