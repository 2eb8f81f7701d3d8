/**
 * Watches for the longest time the event loop let nothing else run.
 *
 * @returns `stop` gives it in milliseconds
 */
export function watchStalls(): { stop(): number } {
  const every = 5;
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - every);
    last = now;
  }, every);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(longest, performance.now() - last - every);
    },
  };
}
