import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CollectionState,
  Finding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { SafeLink } from '../components';
import { useText } from '../hooks/useText';
import { fileLink } from './fileLink';

/** Findings shown before "show all". */
const FIRST = 5;

const useStyles = makeStyles(
  theme => ({
    list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
    item: { marginBottom: theme.spacing(0.5), overflowWrap: 'anywhere' },
    severity: { fontWeight: 600 },
    place: {
      display: 'block',
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: theme.typography.pxToRem(12.5),
    },
  }),
  { name: 'PlumblineFindings' },
);

/** What a check found, with file and line. @internal */
export function Findings(props: {
  findings: Finding[];
  repository?: CollectionState['repository'];
}) {
  const classes = useStyles();
  const t = useText();
  const [all, setAll] = useState(false);
  const shown = all ? props.findings : props.findings.slice(0, FIRST);
  const rest = props.findings.length - shown.length;
  return (
    <>
      <ul className={classes.list}>
        {shown.map((finding, position) => {
          const place =
            finding.path &&
            `${finding.path}${finding.line ? `:${finding.line}` : ''}`;
          const link =
            finding.path &&
            fileLink(props.repository, finding.path, finding.line);
          return (
            <li
              key={finding.fingerprint ?? `${finding.rule}-${position}`}
              className={classes.item}
            >
              <span className={classes.severity}>
                {t(`severity.${finding.severity}`)}:
              </span>{' '}
              {finding.message}
              {place && (
                <span className={classes.place}>
                  {link ? <SafeLink to={link}>{place}</SafeLink> : place}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {rest > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('findings.truncated', { count: rest })}
        </Button>
      )}
    </>
  );
}
