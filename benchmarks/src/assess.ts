import { createHash } from 'node:crypto';
import {
  assess,
  canonicalJson,
  defaultFramework,
  inputDigest,
  judgeGroupParts,
  judgeOrganizationParts,
  mergeProfile,
  outputDigest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessInput } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Benchmark } from './figures';
import { entity, evidenceOf, tools } from './organization';

const AT = '2026-11-20T09:00:00.000Z';
const OBSERVED = '2026-11-19T09:00:00.000Z';
const INPUTS = 2_000;

const sha256 = (text: string) =>
  createHash('sha256').update(text, 'utf8').digest('hex');

function inputs(): AssessInput[] {
  const framework = defaultFramework;
  const nothing = { evidence: [], confirmations: {}, attestations: [] };
  const organizationParts = judgeOrganizationParts({
    ...nothing,
    framework,
    tools,
    at: AT,
  });
  const groupParts = judgeGroupParts({
    ...nothing,
    framework,
    group: 'group:default/group-00',
    at: AT,
  });
  return Array.from({ length: INPUTS }, (_, index) => {
    const assessed = {
      ref: entity(index).entityRef,
      kind: 'component',
      type: 'service',
      owners: ['group:default/group-00'],
    };
    return {
      framework,
      tools,
      entity: assessed,
      profile: mergeProfile({ framework, entity: assessed, at: AT }),
      evidence: evidenceOf(index).map(item => ({
        ...item,
        source: 'ci:bench',
        observedAt: OBSERVED,
      })),
      confirmations: {},
      attestations: [],
      exceptions: [],
      groupParts,
      organizationParts,
      at: AT,
    };
  });
}

/** Calls per second over at least `ms` milliseconds, after a warm-up. */
function perSecond(
  work: (input: AssessInput) => unknown,
  all: AssessInput[],
  ms = 3_000,
): number {
  all.forEach(work);
  let calls = 0;
  const from = performance.now();
  while (performance.now() - from < ms) {
    all.forEach(work);
    calls += all.length;
  }
  return (calls / (performance.now() - from)) * 1000;
}

export const assessBenchmark: Benchmark = {
  name: 'assess',
  description: 'scorecards judged per second on one core',
  async run(say) {
    const all = inputs();
    say('Judging without digests');
    const bare = perSecond(assess, all);
    say('Judging with both digests');
    const withDigests = perSecond(input => {
      inputDigest(input, sha256);
      return outputDigest(assess(input), sha256);
    }, all);
    say('Writing the same scorecards as canonical JSON, as the floor');
    const judged = all.map(assess);
    let next = 0;
    const floor = perSecond(
      () => canonicalJson(judged[next++ % judged.length]),
      all,
    );
    return [
      {
        name: 'scorecards judged',
        value: bare,
        unit: '/s',
        floor: { name: 'canonical JSON of a scorecard', value: floor },
        atLeast: 20_000,
      },
      {
        name: 'scorecards judged with input and output digest',
        value: withDigests,
        unit: '/s',
        floor: { name: 'canonical JSON of a scorecard', value: floor },
        atLeast: 5_000,
      },
    ];
  },
};
