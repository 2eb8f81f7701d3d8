import type { ComponentProps } from 'react';
import { SidebarItem } from '@backstage/core-components';
import Chip from '@material-ui/core/Chip';
import GavelIcon from '@material-ui/icons/Gavel';
import { useText } from '../hooks/useText';
import { countText, useInboxCount } from './inboxCount';

/**
 * The way to the governance pages in an app's sidebar, with the number of
 * things that wait for the reader. @public
 */
export function AiGovernanceSidebarItem(props: {
  /** Where the governance page is mounted; `/ai-governance` unless told. */
  to?: string;
  text?: string;
  icon?: ComponentProps<typeof SidebarItem>['icon'];
}) {
  const { to = '/ai-governance', icon = GavelIcon } = props;
  const t = useText();
  const { value } = useInboxCount();
  return (
    <SidebarItem icon={icon} to={to} text={props.text ?? t('inbox.sidebar')}>
      {value && value.total > 0 && (
        <Chip
          size="small"
          label={countText(value)}
          title={t('inbox.waits', { count: value.total })}
        />
      )}
    </SidebarItem>
  );
}
