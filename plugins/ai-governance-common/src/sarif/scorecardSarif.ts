import type { DisputeResponse, ExceptionResponse } from '../api/types';
import type { CheckResult, Finding, Scorecard } from '../assessment/types';
import type { Control } from '../framework/types';

/** Why a result does not count against a service, or may not soon. @public */
export interface SarifSuppression {
  kind: 'external';
  status: 'accepted' | 'underReview';
  justification: string;
  properties: { [name: string]: string };
}

/** One result of the export. @public */
export interface SarifResult {
  ruleId: string;
  level: 'error' | 'warning' | 'note';
  message: { text: string };
  locations?: {
    physicalLocation: {
      artifactLocation: { uri: string; uriBaseId: string };
      region?: { startLine: number };
    };
  }[];
  partialFingerprints?: { [name: string]: string };
  suppressions: SarifSuppression[];
  properties: { [name: string]: string };
}

/** What a service's findings are written from. @public */
export interface ScorecardSarifOptions {
  scorecard: Scorecard;
  controls: readonly Control[];
  exceptions: readonly ExceptionResponse[];
  disputes: readonly DisputeResponse[];
  /** Instant at which exceptions and disputes hold or do not. */
  at: string;
}

/** A SARIF 2.1.0 log. @public */
export interface SarifLog {
  $schema: string;
  version: '2.1.0';
  runs: [
    {
      tool: { driver: { name: string; [key: string]: unknown } };
      results: SarifResult[];
      properties: { [name: string]: string };
    },
  ];
}

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Name of the fingerprint that disputes are bound to. */
const FINGERPRINT = 'plumbline/v1';

/** Version of this way of writing, for those who compare two exports. */
const SEMANTIC_VERSION = '1.0.0';

const LEVELS: { [severity in Finding['severity']]: SarifResult['level'] } = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** A path of a repository as a relative reference, whatever it is called. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function exceptionSuppressions(
  exceptions: readonly ExceptionResponse[],
  options: { control: string; entityRef: string; at: string },
): SarifSuppression[] {
  const { control, entityRef, at } = options;
  return exceptions.flatMap(exception => {
    const own = exception.entities.find(each => each.entityRef === entityRef);
    if (
      !own ||
      exception.control !== control ||
      exception.until <= at ||
      (own.revokedAt !== undefined && own.revokedAt <= at) ||
      (own.reconfirmBy !== undefined && own.reconfirmBy <= at) ||
      (exception.state !== 'approved' && exception.state !== 'open')
    ) {
      return [];
    }
    const ends = [exception.until, own.reconfirmBy ?? exception.until].sort();
    return [
      {
        kind: 'external',
        status: exception.state === 'approved' ? 'accepted' : 'underReview',
        justification: exception.reason,
        properties: {
          exception: own.id,
          expires: ends[0],
          compensatingControls: exception.compensatingControls.join('; '),
        },
      },
    ];
  });
}

function disputeSuppression(dispute: DisputeResponse): SarifSuppression {
  return {
    kind: 'external',
    status: dispute.state === 'accepted' ? 'accepted' : 'underReview',
    justification: dispute.reason,
    properties: {
      dispute: dispute.id,
      ...(dispute.until !== undefined && { expires: dispute.until }),
    },
  };
}

function resultOf(
  check: string,
  seen: { summary: string; finding?: Finding; fingerprint?: string },
  options: { control: string; suppressions: SarifSuppression[] },
): SarifResult {
  const { summary, finding } = seen;
  const fingerprint = finding?.fingerprint ?? seen.fingerprint;
  return {
    ruleId: check,
    level: finding ? LEVELS[finding.severity] : 'warning',
    message: { text: finding?.message ?? summary },
    ...(finding?.path !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: {
              uri: uriOf(finding.path),
              uriBaseId: '%SRCROOT%',
            },
            ...(finding.line !== undefined &&
              finding.line > 0 && { region: { startLine: finding.line } }),
          },
        },
      ],
    }),
    ...(fingerprint !== undefined && {
      partialFingerprints: { [FINGERPRINT]: fingerprint },
    }),
    suppressions: options.suppressions,
    properties: {
      control: options.control,
      ...(finding && { rule: finding.rule, severity: finding.severity }),
    },
  };
}

/** Own checks of a control that fail; what the organization owes is nobody's finding. */
function failing(control: Scorecard['controls'][number]): CheckResult[] {
  return control.parts
    .filter(part => part.scope === 'entity')
    .flatMap(part => part.checks)
    .filter(({ outcome }) => outcome === 'fail');
}

/**
 * The findings of a service as a SARIF log. Granted exceptions and accepted
 * disputes are suppressions of their results, with their ends; those that wait
 * are under review. Findings that an accepted dispute takes off the scorecard are
 * in the log all the same.
 *
 * @public
 */
export function scorecardSarif(options: ScorecardSarifOptions): SarifLog {
  const { scorecard, controls, exceptions, disputes, at } = options;
  const { entityRef, framework } = scorecard;
  const holding = disputes.filter(
    ({ state, until }) =>
      state === 'open' ||
      (state === 'accepted' && (until === undefined || until > at)),
  );
  const results = scorecard.controls.flatMap(result => {
    const { control } = result;
    const excepted = exceptionSuppressions(exceptions, {
      control,
      entityRef,
      at,
    });
    const checks = result.parts
      .filter(part => part.scope === 'entity')
      .flatMap(part => part.checks.map(({ check }) => check));
    const left = new Set(holding.filter(({ check }) => checks.includes(check)));
    const shown = failing(result).flatMap(({ check, summary, findings }) =>
      (findings?.length ? findings : [undefined]).map(finding => {
        const own = [...left].filter(
          dispute =>
            dispute.check === check &&
            (finding?.fingerprint === undefined ||
              dispute.fingerprint === finding.fingerprint),
        );
        own.forEach(dispute => left.delete(dispute));
        return resultOf(
          check,
          { summary, finding },
          {
            control,
            suppressions: [...excepted, ...own.map(disputeSuppression)],
          },
        );
      }),
    );
    const hidden = [...left]
      .filter(({ state }) => state === 'accepted')
      .map(dispute =>
        resultOf(
          dispute.check,
          { ...dispute.finding, fingerprint: dispute.fingerprint },
          {
            control,
            suppressions: [...excepted, disputeSuppression(dispute)],
          },
        ),
      );
    return [...shown, ...hidden];
  });
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Plumbline',
            semanticVersion: SEMANTIC_VERSION,
            rules: rulesOf(
              controls,
              results.map(({ ruleId }) => ruleId),
            ),
          },
        },
        results,
        properties: {
          entityRef,
          framework: `${framework.id} ${framework.version}`,
          frameworkDigest: framework.digest,
          judgedAt: scorecard.judgedAt,
          exportedAt: at,
        },
      },
    ],
  };
}

/** The rules that results name, in words of the framework. */
function rulesOf(controls: readonly Control[], used: readonly string[]) {
  return controls.flatMap(control =>
    control.parts
      .flatMap(part => part.checks)
      .filter(({ id }) => used.includes(id))
      .map(({ id }) => ({
        id,
        shortDescription: { text: control.name },
        fullDescription: { text: control.description },
        properties: { control: control.id },
      })),
  );
}
