import { readDurationFromConfig } from '@backstage/config';
import type { Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { AuditRetentionSettings } from './AuditRetention';
import { AuditSigner } from './AuditSigner';

/** What `aiGovernance.audit` decides. */
export interface AuditSettings {
  signer?: AuditSigner;
  retention: AuditRetentionSettings;
}

const DAY = 86_400_000;

/** Two years. */
const RETENTION_DAYS = 730;

/** @throws Error that says what to write instead */
export function readAuditSettings(config: Config | undefined): AuditSettings {
  const key = config?.getOptionalString('signingKey');
  const days = (from: Config, name: string) => {
    const result = Math.ceil(
      durationToMilliseconds(readDurationFromConfig(from, { key: name })) / DAY,
    );
    if (result < 1) {
      throw new Error(
        'aiGovernance.audit.retention: entries are kept for a day at least',
      );
    }
    return result;
  };
  return {
    ...(key !== undefined && { signer: new AuditSigner(key) }),
    retention: {
      days: config?.has('retention')
        ? days(config, 'retention')
        : RETENTION_DAYS,
      actions: Object.fromEntries(
        (config?.getOptionalConfigArray('retentionOf') ?? []).map(each => [
          each.getString('action'),
          days(each, 'keep'),
        ]),
      ),
    },
  };
}
