/**
 * Waits until a question has its answer, whatever it is, and never longer than
 * that; not at all where nothing was asked. @internal
 *
 * @param ms - the longest wait
 */
export async function answeredOr(
  question: Promise<unknown> | null | undefined,
  ms: number,
): Promise<void> {
  if (!question) {
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    question.then(
      () => undefined,
      () => undefined,
    ),
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
}
