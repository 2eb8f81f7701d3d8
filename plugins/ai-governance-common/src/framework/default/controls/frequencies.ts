import type { Frequency } from '../../types';

/**
 * The frequencies of the default framework as ages and events. A month is 31 days, a quarter 92 and a
 * year 366, so that evidence renewed on the same calendar day is never late.
 */
export const MONTHLY: Frequency = { kind: 'age', label: 'Monthly', days: 31 };

export const QUARTERLY: Frequency = {
  kind: 'age',
  label: 'Quarterly',
  days: 92,
};

export const ANNUAL: Frequency = { kind: 'age', label: 'Annual', days: 366 };

/** A feed that stays silent for a week no longer says anything. */
export const CONTINUOUS: Frequency = {
  kind: 'age',
  label: 'Continuous',
  days: 7,
};

const WINDOW_DAYS = 90;

export const PER_TOOL_REQUEST: Frequency = {
  kind: 'event',
  label: 'Per new tool request',
  event: 'tool-request',
  windowDays: WINDOW_DAYS,
};

export const PER_PULL_REQUEST: Frequency = {
  kind: 'event',
  label: 'Every pull request',
  event: 'pull-request',
  windowDays: WINDOW_DAYS,
};

export const PER_COMMIT: Frequency = {
  kind: 'event',
  label: 'Every commit (automated)',
  event: 'commit',
  windowDays: WINDOW_DAYS,
};

export const ANNUAL_AND_REGULATION_CHANGE: Frequency = {
  kind: 'age',
  label: 'Annual and per regulation change',
  days: 366,
  alsoOn: [{ event: 'regulation-change', windowDays: WINDOW_DAYS }],
};

export const ANNUAL_AND_TOOL_ONBOARDING: Frequency = {
  kind: 'age',
  label: 'Annual and on tool onboarding',
  days: 366,
  alsoOn: [{ event: 'tool-onboarded', windowDays: WINDOW_DAYS }],
};

export const ANNUAL_AND_INCIDENT: Frequency = {
  kind: 'age',
  label: 'Annual playbook review and per incident',
  days: 366,
  alsoOn: [{ event: 'incident', windowDays: WINDOW_DAYS }],
};
