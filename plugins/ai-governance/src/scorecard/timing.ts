/** Pause between two questions whether looking has ended, in milliseconds. */
export const POLL = 1_000;
/** After this long the page says that it takes longer than usual, in milliseconds. */
export const PATIENCE = 60_000;
/** From then on it asks this rarely, in milliseconds. */
export const SLOW_POLL = 10_000;
