import { answeredOr } from './answeredOr';

/** What has happened of both once everything that can has. */
async function outcome(waiting: Promise<void>) {
  let over = false;
  waiting.then(() => {
    over = true;
  });
  await jest.advanceTimersByTimeAsync(0);
  return over;
}

describe('waiting for an answer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends with the answer, or when it fails', async () => {
    expect(await outcome(answeredOr(Promise.resolve(1), 100))).toBe(true);
    expect(
      await outcome(answeredOr(Promise.reject(new Error('503')), 100)),
    ).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends after a while without one', async () => {
    const waiting = answeredOr(new Promise(() => {}), 100);
    expect(await outcome(waiting)).toBe(false);
    await jest.advanceTimersByTimeAsync(100);
    expect(await outcome(waiting)).toBe(true);
  });

  it('does not begin where nothing was asked', async () => {
    expect(await outcome(answeredOr(null, 100))).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});
