import { makeStyles } from '@material-ui/core/styles';
import type { CollectionHealth } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime } from '../components';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { CollectionNote } from './CollectionNote';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      margin: 0,
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineFreshness' },
);

/** Of when figures are, under what they were judged, what they rest on, and whether they are all. @internal */
export function Freshness(props: {
  at: string;
  isComplete: boolean;
  exampleData?: boolean;
  framework?: string;
  collection?: CollectionHealth;
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <p className={classes.root}>
      <span>
        {t('maturity.asOf')} <RelativeTime instant={props.at} />
      </span>
      {props.framework && (
        <span>{t('history.framework', { version: props.framework })}</span>
      )}
      <CollectionNote collection={props.collection} />
      {props.exampleData && <em>{t('maturity.exampleData')}</em>}
      {!props.isComplete && <strong>{t('maturity.partial')}</strong>}
    </p>
  );
}
