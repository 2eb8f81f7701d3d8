import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { median } from './figures';

/** Addresses of one server, asked for in turn with one token. */
export interface Target {
  url: string;
  paths: string[];
  token: string;
}

const RUNS = 3;

function ask(target: Target, path: string, agent: Agent): Promise<number> {
  const from = performance.now();
  return new Promise((done, failed) => {
    get(
      `${target.url}${path}`,
      { agent, headers: { authorization: `Bearer ${target.token}` } },
      response => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? done(performance.now() - from)
            : failed(new Error(`${path} answered ${response.statusCode}`)),
        );
      },
    ).on('error', failed);
  });
}

/** Median latency in ms of one request after the other; median of three runs. */
export async function latency(target: Target): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const run = async () => {
    const taken: number[] = [];
    for (const path of target.paths) {
      taken.push(await ask(target, path, agent));
    }
    return median(taken);
  };
  await run();
  const medians = [];
  for (let index = 0; index < RUNS; index++) {
    medians.push(await run());
  }
  agent.destroy();
  return median(medians);
}

/** Requests per second over a number of connections; median of three runs. */
export async function throughput(
  target: Target,
  connections: number,
): Promise<number> {
  const run = (duration: number) =>
    autocannon({
      url: target.url,
      connections,
      duration,
      requests: target.paths.map(path => ({
        method: 'GET' as const,
        path,
        headers: { authorization: `Bearer ${target.token}` },
      })),
    });
  await run(2);
  const rates = [];
  for (let index = 0; index < RUNS; index++) {
    const result = await run(5);
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(
        `${result.non2xx} answers other than 2xx and ${result.errors} errors`,
      );
    }
    rates.push(result.requests.average);
  }
  return median(rates);
}
