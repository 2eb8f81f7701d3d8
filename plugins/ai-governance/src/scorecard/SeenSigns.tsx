import { makeStyles } from '@material-ui/core/styles';
import type { SeenSign } from '@plumbline/backstage-plugin-ai-governance-common';
import { SafeLink } from '../components';
import { useText } from '../hooks/useText';
import { useEvidenceActions } from './EvidenceContext';
import { fileLink } from './fileLink';

/** Signs shown; what is shown already says enough. */
const FIRST = 5;

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.25, 0),
      paddingLeft: theme.spacing(2.25),
      fontSize: theme.typography.pxToRem(13),
    },
    place: {
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: theme.typography.pxToRem(12.5),
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'PlumblineSeenSigns' },
);

/** What was seen against a declaration, with the file that shows it. @internal */
export function SeenSigns(props: { signs: readonly SeenSign[] }) {
  const { signs } = props;
  const classes = useStyles();
  const t = useText();
  const repository = useEvidenceActions()?.repository;
  const rest = signs.length - FIRST;
  return (
    <ul className={classes.list} aria-label={t('profile.seenTitle')}>
      {signs.slice(0, FIRST).map(({ kind, what, path, line }) => {
        const place = path && `${path}${line ? `:${line}` : ''}`;
        const link = path && fileLink(repository, path, line);
        return (
          <li key={`${kind}-${what}-${place}`}>
            {t(`profile.seen.${kind}`, { what })}
            {place && (
              <>
                {': '}
                <span className={classes.place}>
                  {link ? <SafeLink to={link}>{place}</SafeLink> : place}
                </span>
              </>
            )}
          </li>
        );
      })}
      {rest > 0 && <li>{t('profile.seenMore', { count: rest })}</li>}
    </ul>
  );
}
