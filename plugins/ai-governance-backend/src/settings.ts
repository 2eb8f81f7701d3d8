import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type {
  AnnotationConfig,
  ClassificationId,
  Level,
  MaturityTarget,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { readImportCallers } from './access/ImportCallers';
import type { ImportCaller } from './access/ImportCallers';
import { readGrants } from './access/rolesGranted';
import type { Grants } from './access/rolesGranted';
import type { CollectionSettings } from './collection/CollectionService';
import { readFacts } from './facts/settings';
import type { FactSetting } from './facts/settings';
import { readAuditSettings } from './audit/settings';
import type { AuditSettings } from './audit/settings';
import { readCallers } from './pushes/CallerBindings';
import type { CallerSetting } from './pushes/CallerBindings';
import { SHORTEST_SECRET } from './badges/signature';
import { OrganizationDates } from './tabular/organizationDates';

/** Everything `aiGovernance` in the app configuration decides, with defaults. */
export interface Settings {
  frameworkFile?: string;
  localRepositories: string[];
  collection: CollectionSettings;
  annotations: AnnotationConfig;
  /** Services that may push evidence. */
  callers: CallerSetting[];
  /** Ids of repositories that an operator settled, by address. */
  repositoryIds: ReadonlyMap<string, string>;
  exampleData: boolean;
  /** How long what is known of a deleted entity is kept in place, in ms. */
  graceMs: number;
  /** Time zone that the days people write end in. */
  timeZone: string;
  importCallers: ImportCaller[];
  /** How long completions of training are kept that are no longer valid, in days. */
  trainingRetentionDays: number;
  /** Services that facts of entities are fetched from. */
  facts: FactSetting[];
  /** Pause between two looks at the facts of an entity, in ms. */
  factIntervalMs: number;
  /** Absent while badges are off. */
  badges?: BadgeSettings;
  /** Level to reach, and the last day for it. */
  target?: MaturityTarget;
  /** Users and groups of each role of the framework. */
  roles: ReadonlyMap<string, readonly string[]>;
  /** Who has which permission, as far as the ready-made policy decides. */
  grants: Grants;
  audit: AuditSettings;
}

/** What badges for READMEs are signed with. */
export interface BadgeSettings {
  secret: string;
}

const HOUR = 60 * 60 * 1000;

export function readSettings(config: Config): Settings {
  const own = config.getOptionalConfig('aiGovernance');
  const collection = own?.getOptionalConfig('collection');
  const duration = (key: string, fallback: number) =>
    collection?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(collection, { key }))
      : fallback;
  const annotations = own?.getOptionalConfig('annotations');
  const status = annotations?.getOptionalStringArray('status');
  const controls = annotations?.getOptionalStringArray('controls');
  const suppress = annotations?.getOptional<{
    [classification in ClassificationId]?: 'all' | 'controls';
  }>('suppress');
  return {
    frameworkFile: own?.getOptionalString('framework.file'),
    localRepositories:
      collection?.getOptionalStringArray('localRepositories') ?? [],
    collection: {
      concurrency: collection?.getOptionalNumber('concurrency') ?? 4,
      intervalMs: duration('interval', HOUR),
      hostIntervalMs: duration('hostInterval', 6 * HOUR),
      timeoutMs: duration('timeout', 60_000),
    },
    annotations: {
      ...(status && { status: status as AnnotationConfig['status'] }),
      ...(controls && { controls }),
      ...(suppress && { suppress }),
    },
    callers: readCallers(own),
    repositoryIds: new Map(
      (own?.getOptionalConfigArray('repositoryIds') ?? []).map(entry => [
        entry.getString('repository'),
        entry.getString('id'),
      ]),
    ),
    exampleData: own?.getOptionalBoolean('demo.exampleData') ?? false,
    graceMs: own?.has('inventory.grace')
      ? durationToMilliseconds(
          readDurationFromConfig(own, { key: 'inventory.grace' }),
        )
      : 30 * 24 * HOUR,
    timeZone: own?.getOptionalString('timeZone') ?? 'UTC',
    importCallers: readImportCallers(own),
    trainingRetentionDays: own?.has('training.retention')
      ? Math.ceil(
          durationToMilliseconds(
            readDurationFromConfig(own, { key: 'training.retention' }),
          ) /
            (24 * HOUR),
        )
      : 2 * 365,
    facts: readFacts(own),
    factIntervalMs: duration('factInterval', HOUR),
    ...(own?.has('target') && { target: readTarget(own) }),
    badges: readBadges(own?.getOptionalConfig('badges')),
    roles: readRoles(own?.getOptionalConfig('roles')),
    grants: readGrants(own),
    audit: readAuditSettings(own?.getOptionalConfig('audit')),
  };
}

/** @throws Error that says what to write instead */
function readBadges(own: Config | undefined): BadgeSettings | undefined {
  if (!own?.getOptionalBoolean('enabled')) {
    return undefined;
  }
  const secret = own.getString('secret');
  if (secret.length < SHORTEST_SECRET) {
    throw new Error(
      `aiGovernance.badges.secret has to be at least ${SHORTEST_SECRET} random characters long: \`openssl rand -base64 48\` makes one`,
    );
  }
  return { secret };
}

/** @throws Error that says what to write instead */
function readTarget(own: Config): MaturityTarget {
  const level = own.getNumber('target.level');
  const by = own.getString('target.by');
  if (![1, 2, 3, 4, 5].includes(level)) {
    throw new Error(
      `aiGovernance.target.level has to be a level from 1 to 5, not ${level}`,
    );
  }
  if (!new OrganizationDates('UTC').isDate(by)) {
    throw new Error(
      `aiGovernance.target.by has to be a date such as 2027-06-30 in quotes, not '${by}'`,
    );
  }
  return { level: level as Level, by };
}

function readRoles(
  roles: Config | undefined,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    (roles?.keys() ?? []).map(role => [
      role,
      roles!
        .getStringArray(role)
        .map(ref => stringifyEntityRef(parseEntityRef(ref))),
    ]),
  );
}
