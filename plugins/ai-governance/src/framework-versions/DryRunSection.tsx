import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  frameworkProposePermission,
  type FrameworkDryRun,
  type FrameworkProposal,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, Problem, Section, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import { ScrollRegion } from '../components/ScrollRegion';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useTabLink } from '../pages/useTabLink';

const PAGE = 25;

type Change = FrameworkDryRun['items'][number]['controls'][number];

function useChangeText() {
  const t = useText();
  const status = (value: Change['from']) =>
    value === null ? t('frameworkVersions.absent') : t(`status.${value}`);
  return ({ id, from, to }: Change) => `${id}: ${status(from)} → ${status(to)}`;
}

function Changes(props: { found: FrameworkDryRun }) {
  const { items } = props.found;
  const classes = usePageStyles();
  const t = useText();
  const tabLink = useTabLink();
  const changeText = useChangeText();
  const level = (value: number | null) =>
    value === null ? t('frameworkVersions.noLevel') : String(value);
  return (
    <ScrollRegion
      label={t('frameworkVersions.dryRunTitle')}
      className={classes.scroll}
    >
      <Table size="small" aria-label={t('frameworkVersions.dryRunTitle')}>
        <TableHead>
          <TableRow>
            {(['entity', 'level', 'ownLevel', 'controls'] as const).map(
              column => (
                <TableCell
                  key={column}
                  className={`${classes.cell} ${classes.head}`}
                >
                  {t(`frameworkVersions.${column}`)}
                </TableCell>
              ),
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(({ entityRef, level: official, ownLevel, controls }) => (
            <TableRow key={entityRef}>
              <TableCell className={classes.cell}>
                <Link to={tabLink(entityRef)} underline="always">
                  {parseEntityRef(entityRef).name}
                </Link>
              </TableCell>
              {[official, ownLevel].map(({ from, to }, column) => (
                <TableCell key={column} className={classes.cell}>
                  <span className={classes.whole}>
                    {from === to ? level(to) : `${level(from)} → ${level(to)}`}
                  </span>
                </TableCell>
              ))}
              <TableCell className={classes.cell}>
                {controls.map(each => (
                  <div key={each.id}>{changeText(each)}</div>
                ))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}

/** Judges every service under a version, and lists what would change. @internal */
export function DryRunSection(props: { proposal: FrameworkProposal }) {
  const { id, version } = props.proposal;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [control, setControl] = useState<string>();
  const [cursor, setCursor] = useState<string>();
  // The first page counts all; later ones only what is behind their cursor.
  const [whole, setWhole] = useState<FrameworkDryRun>();
  const {
    value: found,
    error,
    reload,
  } = useResource(async () => {
    const page = await api.dryRunFramework(id, {
      limit: PAGE,
      ...(cursor && { cursor }),
      ...(control && { control }),
    });
    if (cursor === undefined) {
      setWhole(page);
    }
    return page;
  }, [api, id, cursor, control]);
  const counts = whole?.counts;
  const controls = [...new Set(counts?.controls.map(each => each.id))].sort();
  return (
    <Section
      title={t('frameworkVersions.dryRunTitle')}
      note={t('frameworkVersions.dryRunNote')}
      action={
        controls.length > 0 && (
          <Choice
            className={classes.choice}
            label={t('frameworkVersions.onlyControl')}
            value={control}
            options={controls.map(each => ({ value: each, label: each }))}
            onChange={chosen => {
              setCursor(undefined);
              setControl(chosen);
            }}
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
      {!error && !found && (
        <div
          role="status"
          aria-label={t('frameworkVersions.dryRunning', { version })}
        >
          <Skeleton height={48} />
          <Skeleton height={48} />
        </div>
      )}
      {counts && (
        <>
          <p className={classes.text}>
            {t('frameworkVersions.tried', {
              entities: String(counts.entities),
              changed: String(counts.changed),
              up: String(counts.ownLevelUp),
              down: String(counts.ownLevelDown),
            })}{' '}
            {t('frameworkVersions.organization', {
              from: String(whole.organizationLevel.from),
              to: String(whole.organizationLevel.to),
            })}
          </p>
          {counts.changed === 0 && (
            <p className={classes.quiet}>{t('frameworkVersions.none')}</p>
          )}
        </>
      )}
      {found && found.items.length > 0 && <Changes found={found} />}
      <Pager cursor={cursor} next={found?.nextCursor} onGo={setCursor} />
    </Section>
  );
}
