import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  frameworkProposePermission,
  type FrameworkDifference,
  type FrameworkProposal,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, Problem, Section, usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';

/** One line per difference of a control, the way it goes first. */
function Controls(props: { difference: FrameworkDifference }) {
  const { added, removed, changed } = props.difference;
  const classes = usePageStyles();
  const t = useText();
  const rows = [
    ...added.map(({ control, name, level }) => ({
      kind: 'added' as const,
      control,
      name,
      text:
        level === undefined
          ? t('frameworkVersions.notRequired')
          : t('frameworkVersions.fromLevel', { level: String(level) }),
    })),
    ...removed.map(({ control, name }) => ({
      kind: 'removed' as const,
      control,
      name,
      text: '',
    })),
    ...changed.flatMap(({ control, name, changes }) =>
      changes.map(({ kind, text }) => ({ kind, control, name, text })),
    ),
  ];
  if (rows.length === 0) {
    return null;
  }
  return (
    <ScrollRegion
      label={t('frameworkVersions.differences')}
      className={classes.scroll}
    >
      <Table size="small" aria-label={t('frameworkVersions.differences')}>
        <TableHead>
          <TableRow>
            <TableCell className={`${classes.cell} ${classes.head}`}>
              {t('frameworkVersions.control')}
            </TableCell>
            <TableCell className={`${classes.cell} ${classes.head}`}>
              {t('frameworkVersions.change')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ kind, control, name, text }, index) => (
            <TableRow key={`${control}-${index}`}>
              <TableCell className={classes.cell}>
                <span className={classes.wide}>
                  <strong>{control}</strong>{' '}
                  <span className={classes.quiet}>{name}</span>
                </span>
              </TableCell>
              <TableCell className={classes.cell}>
                <span className={classes.wide}>
                  <strong>{t(`frameworkVersions.kind.${kind}`)}</strong>
                  {text && `: ${text}`}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}

/** What a version changes, against what is in force or another version. @internal */
export function DifferencePanel(props: {
  proposal: FrameworkProposal;
  others: readonly FrameworkProposal[];
}) {
  const { proposal, others } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [against, setAgainst] = useState<string>();
  const { value, error, reload } = useResource(
    () => api.getFrameworkVersion(proposal.id, against ? { against } : {}),
    [api, proposal.id, against],
  );
  const announced = value
    ? [...value.announced.upcoming, ...value.announced.stricter]
    : [];
  return (
    <Section
      title={t('frameworkVersions.panelTitle', { version: proposal.version })}
      action={
        others.length > 0 && (
          <Choice
            className={classes.choice}
            label={t('frameworkVersions.against')}
            value={against}
            any={t('frameworkVersions.againstInForce')}
            options={others.map(({ id, version }) => ({
              value: id,
              label: t('frameworkVersions.version', { version }),
            }))}
            onChange={setAgainst}
          />
        )
      }
    >
      {error && (
        <Problem
          error={error}
          permission={frameworkProposePermission.name}
          onRetry={reload}
        />
      )}
      {!value && !error && (
        <div role="status" aria-label={t('frameworkVersions.panelLoading')}>
          <Skeleton height={48} />
        </div>
      )}
      {value && (
        <>
          {value.difference.same && (
            <p className={classes.quiet}>{t('frameworkVersions.nothing')}</p>
          )}
          <Controls difference={value.difference} />
          {value.difference.sections.length > 0 && (
            <p className={classes.text}>
              {t('frameworkVersions.sections', {
                sections: value.difference.sections.join(', '),
              })}
            </p>
          )}
          {against === undefined && announced.length > 0 && (
            <p className={classes.text}>
              {t('frameworkVersions.announced', {
                controls: announced.join(', '),
              })}
            </p>
          )}
        </>
      )}
    </Section>
  );
}
