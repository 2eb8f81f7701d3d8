import type { Translate } from '../hooks/useText';
import type { StatusChoice } from './listState';

/** What a choice of statuses is called. @internal */
export function statusName(choice: StatusChoice, t: Translate): string {
  switch (choice) {
    case 'open':
      return t('overview.open');
    case 'unmet':
      return t('overview.unmet');
    default:
      return t(`status.${choice}`);
  }
}
