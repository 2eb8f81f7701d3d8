import { Link } from '@backstage/core-components';
import type {
  AgendaItem,
  AgendaKind,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, usePageStyles } from '../components';
import { useText } from '../hooks/useText';
import { useGovernancePath } from '../pages/useGovernancePath';

/** Where an item is looked at. */
const PAGES: { [kind in AgendaKind]?: string } = {
  incident: 'incidents',
  exception: 'exceptions',
  lowering: 'inbox',
  toolRequest: 'tools',
  tool: 'tools',
  workflow: 'workflows',
  risk: 'risks',
  riskAcceptance: 'risks',
  failures: 'conduct',
};

/** One item of an agenda: what it is, and why it is on it. @internal */
export function AgendaText(props: { item: AgendaItem }) {
  const { item } = props;
  const classes = usePageStyles();
  const t = useText();
  const governance = useGovernancePath();
  const page = PAGES[item.kind];
  return (
    <>
      <span className={classes.quiet}>{t(`committee.kinds.${item.kind}`)}</span>{' '}
      {page && governance !== undefined ? (
        <Link
          to={`${governance}/${page}${
            item.kind === 'failures' ? `?week=${item.key.split(':')[1]}` : ''
          }`}
          underline="always"
        >
          {item.title}
        </Link>
      ) : (
        <span>{item.title}</span>
      )}{' '}
      <span className={classes.quiet}>
        {t(`committee.why.${item.why}`)}{' '}
        {item.due && <RelativeTime instant={item.due} />}
        {item.carried > 0 &&
          ` · ${t('committee.carried', { count: item.carried })}`}
      </span>
    </>
  );
}
