import type { Response } from 'express';

/**
 * Answers a question that somebody may stop waiting for: its signal says so,
 * and what fails because of it is nobody's concern.
 */
export async function whileWaiting(
  response: Response,
  answer: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gone = new AbortController();
  const stop = () => gone.abort();
  response.once('close', stop);
  try {
    await answer(gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) {
      throw error;
    }
  } finally {
    response.off('close', stop);
  }
}
