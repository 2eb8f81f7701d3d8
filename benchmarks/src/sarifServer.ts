import { readFile } from 'node:fs/promises';
import { sqlite } from './databases';
import { startPushServer } from './pushServer';

/** The loader of TypeScript sends messages of its own. */
const answer = (bench: object) => process.send!({ bench });

/**
 * The API in a process of its own, so that its memory is nobody else's. It
 * answers messages with what it needed since the last one.
 */
async function main() {
  const server = await startPushServer(await sqlite(), 1);
  let peak = 0;
  let before = 0;
  let most = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  setInterval(look, 2);
  process.on('message', async (message: { parse?: string; begin?: true }) => {
    if (message.begin) {
      (globalThis as any).gc();
      before = process.memoryUsage.rss();
      most = process.resourceUsage().maxRSS;
      peak = 0;
      answer({});
      return;
    }
    if (message.parse) {
      const from = performance.now();
      const document = JSON.parse(await readFile(message.parse, 'utf8'));
      look();
      answer({
        runs: document.runs.length,
        seconds: (performance.now() - from) / 1000,
      });
      return;
    }
    look();
    const { maxRSS } = process.resourceUsage();
    // The kernel knows the true peak, unless an older one was higher.
    const highest = maxRSS > most ? Math.max(peak, maxRSS * 1024) : peak;
    answer({ extra: Math.max(0, highest - before) / 1024 / 1024 });
  });
  answer({ url: server.url });
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
