import { createHash } from 'node:crypto';
import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  Check,
  Finding,
  SarifPushResponse,
  SarifReportResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  REPORT_CATEGORIES,
  reportingTool,
} from '@plumbline/backstage-plugin-ai-governance-node';
import type { ReportCategory } from '@plumbline/backstage-plugin-ai-governance-node';
import type { FrameworkService } from '../../framework/FrameworkService';
import type { Caller } from '../../pushes/CallerBindings';
import { instantOf, observedInstant } from '../../pushes/instants';
import type { PushedEvidence, PushService } from '../../pushes/PushService';
import type {
  PushTargets,
  Target,
  TargetRequest,
} from '../../pushes/PushTargets';
import { bodyOf } from './bodyOf';
import { readSarif } from './readSarif';
import type { SarifRun } from './readSarif';
import { MOST_FINDINGS } from './RunCounter';
import type { RunCount } from './RunCounter';
import { SEVERITIES } from './severity';

/** Largest report, unpacked. */
const LIMIT = 20 * 1024 * 1024;

/** Folders of one repository that a report is split by. */
const MOST_FOLDERS = 100;

const CHECK_TYPE = 'report.sarif';

/** What a report answers when its check does not say. */
const DEFAULT_CATEGORIES: ReportCategory[] = ['security', 'secrets'];

/** What a caller says of a report beside the report. */
export interface SarifRequest extends TargetRequest {
  category?: ReportCategory;
  commit?: string;
  observedAt?: string;
}

/**
 * Takes SARIF reports of scanners. A report shows that something looked; what
 * it found is what a check on unresolved findings judges.
 */
export class SarifService {
  readonly #pushes: PushService;
  readonly #targets: PushTargets;
  readonly #framework: FrameworkService;

  constructor(options: {
    pushes: PushService;
    targets: PushTargets;
    framework: FrameworkService;
  }) {
    this.#pushes = options.pushes;
    this.#targets = options.targets;
    this.#framework = options.framework;
  }

  /**
   * Reads the whole report before anything of it is stored.
   *
   * @param now - asked when the report was read, which takes as long as the
   * sender takes
   */
  async take(
    caller: Caller,
    request: SarifRequest,
    body: AsyncIterable<Uint8Array>,
    now: () => string,
  ): Promise<SarifPushResponse> {
    const observedAt =
      request.observedAt === undefined
        ? undefined
        : observedInstant('observedAt', request.observedAt, now());
    const targets = await this.#targetsOf(caller, request);
    const checks = this.#checks();
    const runs = await readSarif(bodyOf(body, LIMIT), {
      folders: [...new Set(targets.map(({ subpath }) => subpath))],
      aiRules: checks.flatMap(({ aiRules }) => aiRules),
    });
    const reports = merged(runs).map(run => ({
      run,
      categories: categoriesOf(run, request.category),
    }));
    const at = now();
    const pushes = reports.map(({ run, categories }) => {
      const answered = checks.filter(check =>
        check.categories.some(category => categories.includes(category)),
      );
      const ids =
        answered.length > 0
          ? answered.map(({ id }) => id)
          : // No check asks yet; kept for the one that will.
            categories.map(category => `report.${category}`);
      const seenAt = observedAt ?? endOf(run, at) ?? at;
      return targets.flatMap(target =>
        ids.map(check =>
          this.#evidence(run, categories, target, check, {
            observedAt: seenAt,
            dated: seenAt !== at,
            commit: request.commit ?? run.commit,
          }),
        ),
      );
    });
    const stored = new Map(
      (await this.#pushes.store(caller, pushes.flat(), at)).map(result => [
        result.key,
        result,
      ]),
    );
    return {
      reports: reports.map(({ run, categories }, index): SarifReportResult => {
        const results = pushes[index].map(({ key }) => stored.get(key)!);
        const total = merge([...run.byFolder.values()]);
        const commit = request.commit ?? run.commit;
        const checkIds = [
          ...new Set(pushes[index].map(({ item }) => item.check)),
        ].filter(id => checks.some(check => check.id === id));
        const unchanged = results.every(({ status }) => status !== 'accepted');
        return {
          tool: run.tool,
          ...(run.version !== undefined && { version: run.version }),
          categories,
          checks: checkIds,
          entityRefs: targets.map(({ entityRef }) => entityRef),
          status: unchanged ? 'unchanged' : 'accepted',
          ...(checkIds.length === 0
            ? {
                message: `Kept, but the framework has no check for ${categories.join(
                  ' and ',
                )} reports`,
              }
            : unchanged && { message: results[0].message }),
          rules: run.rules,
          counts: total.counts,
          suppressed: total.suppressed,
          aiRuleSet: run.aiRuleSet.found,
          aiRuleSetReason: run.aiRuleSet.reason,
          ...(commit !== undefined && { commit }),
        };
      }),
    };
  }

  async #targetsOf(caller: Caller, request: SarifRequest): Promise<Target[]> {
    const { entityRef, repository, path } = request;
    const [found] = await this.#targets.resolve(caller, [
      { entityRef, repository, path },
    ]);
    if ('refused' in found) {
      throw found.unclear
        ? new InputError(found.refused)
        : new NotAllowedError(found.refused);
    }
    const folders = new Set(found.targets.map(({ subpath }) => subpath));
    if (folders.size > MOST_FOLDERS) {
      throw new InputError(
        `The repository has entities in ${folders.size} folders; name an entityRef or a path`,
      );
    }
    return found.targets;
  }

  /** The checks that reports answer, and which reports each of them wants. */
  #checks(): SarifCheck[] {
    return this.#framework
      .current()
      .framework.controls.flatMap(control => control.parts)
      .filter(part => part.scope === 'entity')
      .flatMap(part => part.checks)
      .filter(check => check.type === CHECK_TYPE)
      .map(sarifCheck);
  }

  #evidence(
    run: SarifRun,
    categories: readonly ReportCategory[],
    target: Target,
    check: string,
    seen: { observedAt: string; dated: boolean; commit: string | undefined },
  ): PushedEvidence {
    const { counts, suppressed, findings } = run.byFolder.get(target.subpath)!;
    const { version, stream, rules, aiRuleSet, failed } = run;
    return {
      key: `sarif:${createHash('sha256')
        .update(JSON.stringify([run.tool, stream, target.entityRef, check]))
        .digest('hex')}`,
      targets: [target],
      stream: `sarif:${run.tool}:${stream}`,
      item: {
        check,
        outcome: failed ? 'error' : 'pass',
        summary: failed
          ? `${run.tool} says that it did not get through`
          : summaryOf(run, { counts, suppressed, findings }),
        ...(!failed && findings.length > 0 && { findings }),
        data: {
          tool: run.tool,
          ...(version !== undefined && { version }),
          ...(stream !== '' && { analysis: stream }),
          categories: [...categories],
          rules,
          counts,
          suppressed,
          aiRuleSet: aiRuleSet.found,
          aiRuleSetReason: aiRuleSet.reason,
          ...(seen.commit !== undefined && { commit: seen.commit }),
        },
        collector: 'sarif@1',
      },
      observedAt: seen.observedAt,
      dated: seen.dated,
    };
  }
}

interface SarifCheck {
  id: string;
  categories: ReportCategory[];
  aiRules: string[];
}

function sarifCheck({ id, params = {} }: Check): SarifCheck {
  const texts = (value: unknown): string[] =>
    (Array.isArray(value) ? value : [value]).filter(
      each => typeof each === 'string',
    );
  const categories = [
    ...texts(params.category),
    ...texts(params.categories),
  ].filter((category): category is ReportCategory =>
    (REPORT_CATEGORIES as readonly string[]).includes(category),
  );
  return {
    id,
    categories: categories.length > 0 ? categories : DEFAULT_CATEGORIES,
    aiRules: texts(params.aiRules),
  };
}

/** @throws InputError when nobody says what the report is about */
function categoriesOf(
  run: SarifRun,
  said: ReportCategory | undefined,
): ReportCategory[] {
  const tool = reportingTool(run.tool);
  if (!tool) {
    if (said === undefined) {
      throw new InputError(
        `${
          run.tool
        } is no scanner that is known here; say with ?category= what it looks for: ${REPORT_CATEGORIES.join(
          ', ',
        )}`,
      );
    }
    return [said];
  }
  if (said === undefined) {
    return tool.categories;
  }
  const possible = [...tool.categories, ...tool.also];
  if (!possible.includes(said)) {
    throw new InputError(
      `${
        run.tool
      } does not look for ${said}; leave category out, or say ${possible.join(
        ' or ',
      )}`,
    );
  }
  return [said];
}

/** When the tool says it ended; a time nobody can read is none. */
function endOf(run: SarifRun, at: string): string | undefined {
  if (run.endedAt === undefined) {
    return undefined;
  }
  try {
    instantOf('endTimeUtc', run.endedAt);
  } catch {
    return undefined;
  }
  return observedInstant('endTimeUtc', run.endedAt, at);
}

function summaryOf(run: SarifRun, count: RunCount): string {
  const { counts, suppressed } = count;
  const total = SEVERITIES.reduce((sum, each) => sum + counts[each], 0);
  const parts = SEVERITIES.flatMap(severity =>
    counts[severity] > 0 ? `${counts[severity]} ${severity}` : [],
  );
  const rules = run.rules > 0 ? ` with ${run.rules} rules` : '';
  const ai = run.aiRuleSet.found ? ', some for AI-generated code,' : '';
  return `${run.tool}${
    run.version === undefined ? '' : ` ${run.version}`
  } looked${rules}${ai} and found ${
    total === 0 ? 'nothing' : `${total}: ${parts.join(', ')}`
  }${suppressed > 0 ? `; ${suppressed} suppressed` : ''}`;
}

/** Several runs of one analysis are one report. */
function merged(runs: readonly SarifRun[]): SarifRun[] {
  const byAnalysis = new Map<string, SarifRun>();
  for (const run of runs) {
    const key = `${run.tool}\n${run.stream}`;
    const other = byAnalysis.get(key);
    byAnalysis.set(
      key,
      other
        ? {
            ...other,
            rules: other.rules + run.rules,
            aiRuleSet: other.aiRuleSet.found ? other.aiRuleSet : run.aiRuleSet,
            failed: other.failed || run.failed,
            byFolder: new Map(
              [...other.byFolder].map(([folder, count]) => [
                folder,
                merge([count, run.byFolder.get(folder)!]),
              ]),
            ),
          }
        : run,
    );
  }
  return [...byAnalysis.values()];
}

function merge(counts: readonly RunCount[]): RunCount {
  const total: RunCount = {
    counts: { critical: 0, high: 0, medium: 0, low: 0 },
    suppressed: 0,
    findings: [],
  };
  const findings: Finding[] = [];
  for (const count of counts) {
    for (const severity of SEVERITIES) {
      total.counts[severity] += count.counts[severity];
    }
    total.suppressed += count.suppressed;
    findings.push(...count.findings);
  }
  total.findings = SEVERITIES.flatMap(severity =>
    findings.filter(finding => finding.severity === severity),
  ).slice(0, MOST_FINDINGS);
  return total;
}
