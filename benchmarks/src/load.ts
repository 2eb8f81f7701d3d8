import { Agent, get } from 'node:http';
import autocannon from 'autocannon';
import { median, medianPair } from './figures';
import type { Pair } from './figures';

/** Addresses of one server, asked for in turn with one token. */
export interface Target {
  url: string;
  paths: string[];
  token: string;
}

const PAIRS = 7;

/** How long connections ask in each half of a pair. */
const SECONDS = 5;

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

/**
 * Measures floor and ours by turns, so that what the portal does besides weighs
 * on both alike, and answers the pair with the median ratio. One round first
 * does not count.
 */
async function byTurns(measure: {
  floor: () => Promise<number>;
  ours: () => Promise<number>;
}): Promise<Pair> {
  await measure.floor();
  await measure.ours();
  const pairs: Pair[] = [];
  for (let index = 0; index < PAIRS; index++) {
    pairs.push({ floor: await measure.floor(), ours: await measure.ours() });
  }
  return medianPair(pairs);
}

/** Median latency in ms of one request after the other, in the median pair. */
export async function latency(floor: Target, ours: Target): Promise<Pair> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const run = async (target: Target) => {
    const taken: number[] = [];
    for (const path of target.paths) {
      taken.push(await ask(target, path, agent));
    }
    return median(taken);
  };
  const pair = await byTurns({
    floor: () => run(floor),
    ours: () => run(ours),
  });
  agent.destroy();
  return pair;
}

/** Requests per second over a number of connections, in the median pair. */
export async function throughput(
  floor: Target,
  ours: Target,
  connections: number,
): Promise<Pair> {
  const run = async (target: Target) => {
    const result = await autocannon({
      url: target.url,
      connections,
      duration: SECONDS,
      requests: target.paths.map(path => ({
        method: 'GET' as const,
        path,
        headers: { authorization: `Bearer ${target.token}` },
      })),
    });
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(
        `${result.non2xx} answers other than 2xx and ${result.errors} errors`,
      );
    }
    return result.requests.average;
  };
  return byTurns({ floor: () => run(floor), ours: () => run(ours) });
}
