import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Benchmark } from './figures';
import { nameOf } from './organization';

const LIMIT = 20 * 1024 * 1024;

/** A report as CodeQL writes them, with flows, just below the limit. */
function report(): string {
  const rules = Array.from({ length: 300 }, (_, index) => ({
    id: `js/rule-${index}`,
    shortDescription: { text: `Rule number ${index}` },
    defaultConfiguration: { level: 'warning' },
    properties: {
      'security-severity': `${(index % 100) / 10}`,
      tags: ['security', `external/cwe/cwe-${index}`],
    },
  }));
  const place = (index: number) => ({
    physicalLocation: {
      artifactLocation: { uri: `src/modules/part-${index % 97}/file.ts` },
      region: { startLine: (index % 900) + 1, startColumn: 5, endColumn: 40 },
    },
  });
  const head = JSON.stringify({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'CodeQL', rules } }, results: [] }],
  }).slice(0, -4);
  const parts = [head];
  let length = head.length + 4;
  for (let index = 0; ; index++) {
    const result = JSON.stringify({
      ruleId: `js/rule-${index % 300}`,
      message: { text: `Value ${index} flows where it must not` },
      locations: [place(index)],
      partialFingerprints: { primaryLocationLineHash: `${index}:1` },
      codeFlows: [
        {
          threadFlows: [
            {
              locations: Array.from({ length: 4 }, (_, step) => ({
                location: place(index + step),
              })),
            },
          ],
        },
      ],
    });
    length += result.length + 1;
    if (length > LIMIT) {
      return `${parts.join('')}]}]}`;
    }
    parts.push(index === 0 ? result : `,${result}`);
  }
}

/** The next answer of the server among whatever else its process says. */
async function answerOf(child: ChildProcess): Promise<any> {
  for await (const [message] of on(child, 'message')) {
    if (message?.bench) {
      return message.bench;
    }
  }
  return undefined;
}

async function ask(child: ChildProcess, message: object): Promise<any> {
  const answer = answerOf(child);
  child.send(message);
  return answer;
}

/** A process of its own, that a small report has warmed up. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(__dirname, 'sarifServer.ts'), {
    execArgv: process.execArgv,
  });
  const { url } = await answerOf(child);
  for (let index = 0; index < 20; index++) {
    await send(
      url,
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"CodeQL"}}}]}',
    );
  }
  return { child, url };
}

async function send(url: string, body: string | Readable): Promise<number> {
  const from = performance.now();
  const response = await fetch(
    `${url}/reports/sarif?entityRef=component:default/${nameOf(0)}`,
    {
      method: 'POST',
      headers: {
        authorization: 'Bearer bench',
        'content-type': 'application/sarif+json',
      },
      body: typeof body === 'string' ? body : (Readable.toWeb(body) as any),
      ...({ duplex: 'half' } as object),
    },
  );
  if (response.status !== 200) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
  return (performance.now() - from) / 1000;
}

export const sarifBenchmark: Benchmark = {
  name: 'sarif',
  description: 'one SARIF report of 20 MB over HTTP, memory and time',
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    const file = join(folder, 'report.sarif');
    await writeFile(file, report());
    const megabytes = (await stat(file)).size / 1024 / 1024;
    const processes: ChildProcess[] = [];
    try {
      say(`Taking ${megabytes.toFixed(1)} MB in`);
      const ours = await start();
      processes.push(ours.child);
      await ask(ours.child, { begin: true });
      const seconds = await send(ours.url, createReadStream(file));
      const { extra } = await ask(ours.child, {});
      say('The whole document at once, as the floor');
      const other = await start();
      processes.push(other.child);
      await ask(other.child, { begin: true });
      const parsed = await ask(other.child, { parse: file });
      const whole = await ask(other.child, {});
      return [
        {
          name: 'memory needed for it',
          value: extra,
          unit: 'MB',
          floor: { name: 'JSON.parse of the file', value: whole.extra },
          atMost: 150,
        },
        {
          name: 'time',
          value: seconds,
          unit: 's',
          floor: { name: 'JSON.parse of the file', value: parsed.seconds },
        },
      ];
    } finally {
      processes.forEach(child => child.kill());
      await rm(folder, { recursive: true, force: true });
    }
  },
};
