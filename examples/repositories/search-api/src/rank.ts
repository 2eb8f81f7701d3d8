export const rank = (score: number, boost: number) => score * boost;
