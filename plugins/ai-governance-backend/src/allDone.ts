/**
 * The answers to all of them, as with `Promise.all`, but not before each has
 * ended: nothing goes on behind the back of whoever was refused.
 */
export async function allDone<T extends readonly unknown[] | []>(
  promises: T,
): Promise<{ -readonly [index in keyof T]: Awaited<T[index]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
