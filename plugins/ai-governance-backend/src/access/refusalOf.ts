/** Refusals that are about one item; anything else is about the request. */
const REFUSALS = [
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
];

/** What is said of one item that was refused. @throws whatever is no refusal */
export function refusalOf(error: unknown): { name: string; message: string } {
  if (error instanceof Error && REFUSALS.includes(error.name)) {
    return { name: error.name, message: error.message };
  }
  throw error;
}
