import type { Config } from '@backstage/config';
import type {
  Level,
  MaturityTarget,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import type { OrganizationDates } from '../tabular/organizationDates';

/** What the example organization wants to reach, so many days from now. */
export function exampleTarget(
  config: Config,
  { dates, now }: { dates: OrganizationDates; now: string },
): MaturityTarget | undefined {
  const target = config.getOptionalConfig('aiGovernance.demo.target');
  return (
    target && {
      level: target.getNumber('level') as Level,
      by: DateTime.fromISO(dates.today(now))
        .plus({ days: target.getNumber('inDays') })
        .toISODate()!,
    }
  );
}
