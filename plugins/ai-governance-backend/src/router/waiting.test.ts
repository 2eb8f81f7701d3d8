import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { whileWaiting } from './waiting';

/** An address that works until it is let go on, with what became of that. */
async function start(work: (signal: AbortSignal) => Promise<string>) {
  const failures: unknown[] = [];
  const app = express();
  app.get('/', (_, response, next) => {
    whileWaiting(response, async signal => {
      response.json(await work(signal));
    }).then(undefined, error => {
      failures.push(error);
      next(error);
    });
  });
  app.use(
    (_: Error, _request: any, response: express.Response, _next: unknown) => {
      response.status(500).end();
    },
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    failures,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('whileWaiting', () => {
  it('tells whoever works that nobody waits any more, and says no more of it', async () => {
    const work = new EventEmitter();
    const begun = once(work, 'begun');
    const ended = once(work, 'ended');
    const { url, failures, stop } = await start(signal => {
      work.emit('begun');
      return new Promise((_, fail) => {
        signal.addEventListener('abort', () => {
          fail(signal.reason);
          work.emit('ended', signal.reason);
        });
      });
    });
    const gone = new AbortController();
    const asked = fetch(url, { signal: gone.signal });
    await begun;
    gone.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(await ended).toMatchObject([{ name: 'AbortError' }]);
    await stop();
    expect(failures).toEqual([]);
  });

  it('is not in the way of answers and failures', async () => {
    let known: AbortSignal | undefined;
    const { url, failures, stop } = await start(async signal => {
      if (known) {
        throw new Error('broken');
      }
      known = signal;
      return 'answered';
    });
    expect(await (await fetch(url)).json()).toBe('answered');
    expect((await fetch(url)).status).toBe(500);
    expect(failures).toMatchObject([{ message: 'broken' }]);
    expect(known!.aborted).toBe(false);
    await stop();
  });
});
