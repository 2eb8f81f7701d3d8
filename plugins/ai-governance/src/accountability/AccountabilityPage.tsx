import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { accountabilityReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, RelativeTime, Section, usePageStyles } from '../components';
import { errorMessage } from '../components/Problem';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { rememberPlace } from '../hooks/useFocusBack';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { DataTable } from '../maturity/DataTable';
import { personName } from '../scorecard/people';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    root: {
      '& .MuiAlert-action': { whiteSpace: 'nowrap' },
      // Beside the text there is no room for it.
      [theme.breakpoints.down('xs')]: {
        flexWrap: 'wrap',
        '& .MuiAlert-message': { flex: '1 1 0', minWidth: 0 },
        '& .MuiAlert-action': { flex: '1 0 100%', margin: 0 },
      },
    },
  }),
  { name: 'PlumblineAccountability' },
);

/** Who does, decides and answers for what, and who knows. @internal */
export function AccountabilityPage() {
  const classes = usePageStyles();
  const alert = useStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [refused, setRefused] = useState<Error>();
  const { value, error, reload } = useResource(
    () => programme.getAccountability(),
    [programme],
  );
  const framework = index?.framework;
  const roleNames = (ids: string[] | undefined) =>
    (ids ?? []).map(id => index?.roleName(id) ?? id).join(', ') || null;
  return (
    <div className={classes.root}>
      {error && !value && (
        <Problem
          error={error}
          permission={accountabilityReadPermission.name}
          onRetry={reload}
        />
      )}
      {refused && (
        <Alert severity="error">
          {t('form.failed', { error: errorMessage(refused) })}
        </Alert>
      )}
      {value && (
        <Alert
          severity={value.own.isCurrent ? 'success' : 'info'}
          className={alert.root}
          action={
            !value.own.isCurrent && (
              <Button
                color="inherit"
                size="small"
                onClick={async () => {
                  const back = rememberPlace();
                  setRefused(undefined);
                  try {
                    await programme.acknowledgeAccountability({
                      digest: value.digest,
                    });
                  } catch (e) {
                    setRefused(e as Error);
                  }
                  await reload();
                  back();
                }}
              >
                {t('accountability.acknowledge')}
              </Button>
            )
          }
        >
          {value.own.isCurrent ? (
            <>
              {t('accountability.acknowledged')}{' '}
              <RelativeTime instant={value.own.acknowledgedAt} />.
            </>
          ) : (
            t(
              value.own.acknowledgedAt
                ? 'accountability.changed'
                : 'accountability.ask',
            )
          )}
        </Alert>
      )}
      {framework && (
        <>
          <Section
            title={t('accountability.layers')}
            note={t('accountability.layersNote')}
          >
            <DataTable
              label={t('accountability.layers')}
              table={{
                columns: [
                  { label: t('accountability.layer') },
                  { label: t('accountability.answersFor') },
                ],
                rows: framework.accountability.map(layer => [
                  layer.name,
                  layer.accountableFor,
                ]),
              }}
            />
          </Section>
          <Section
            title={t('accountability.raci')}
            note={t('accountability.raciNote')}
          >
            <DataTable
              label={t('accountability.raci')}
              table={{
                columns: [
                  { label: t('accountability.decision') },
                  { label: t('accountability.responsible') },
                  { label: t('accountability.accountable') },
                  { label: t('accountability.consulted') },
                  { label: t('accountability.informed') },
                ],
                rows: framework.raci.map(entry => [
                  entry.decision,
                  roleNames(entry.responsible),
                  roleNames(entry.accountable),
                  roleNames(entry.consulted),
                  roleNames(entry.informed),
                ]),
              }}
            />
          </Section>
          <Section title={t('accountability.roles')}>
            <DataTable
              label={t('accountability.roles')}
              table={{
                columns: [
                  { label: t('accountability.role') },
                  { label: t('accountability.heldBy') },
                  { label: t('accountability.does') },
                  { label: t('accountability.responsibilities') },
                ],
                rows: framework.roles.map(role => [
                  role.name,
                  value?.holders[role.id]?.map(personName).join(', ') || null,
                  role.description,
                  role.responsibilities.join('; ') || null,
                ]),
              }}
              cell={(row, column) => {
                const refs = value?.holders[framework.roles[row].id];
                return column === 1 && refs && refs.length > 0 ? (
                  <>
                    {refs.map((ref, position) => (
                      <span key={ref}>
                        {position > 0 && ', '}
                        <EntityRefLink
                          entityRef={ref}
                          title={personName(ref)}
                          hideIcon
                        />
                      </span>
                    ))}
                  </>
                ) : undefined;
              }}
            />
          </Section>
        </>
      )}
      {value?.teams && (
        <Section
          title={t('accountability.teams')}
          note={t('accountability.teamsNote')}
        >
          <DataTable
            label={t('accountability.teams')}
            table={{
              columns: [
                { label: t('accountability.team') },
                { label: t('accountability.people'), number: true },
                { label: t('accountability.share'), number: true },
              ],
              rows: value.teams.map(team => [
                personName(team.group),
                String(team.members),
                team.acknowledged === undefined
                  ? t('accountability.suppressed')
                  : t('accountability.of', {
                      number: String(team.acknowledged),
                      people: String(team.members),
                    }),
              ]),
            }}
          />
        </Section>
      )}
    </div>
  );
}
