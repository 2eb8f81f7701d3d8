import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  profileDeclarePermission,
  type AheadOfTeam,
  type DeclarationResponse,
  type Profile,
  type ProfileConflict,
  type ProfileField,
  type ProfileResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ClassificationChip,
  RelativeTime,
  Section,
  StatusLabel,
  TierChip,
} from '../components';
import { AskApproval, pendingOf } from '../declare/AskApproval';
import { DriftActions } from '../declare/DriftActions';
import { EarlierDeclarations } from '../declare/EarlierDeclarations';
import { LoweringActions, LoweringList } from '../declare/LoweringActions';
import { ReviewActions } from '../declare/ReviewActions';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { ownerName } from '../overview/owners';
import { quietText } from '../theme/colors';
import { personName } from './people';
import { SeenSigns } from './SeenSigns';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0 },
    field: { padding: theme.spacing(1, 0) },
    term: {
      marginBottom: theme.spacing(0.25),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
    value: { margin: 0, overflowWrap: 'anywhere', lineHeight: 1.5 },
    reason: {
      margin: theme.spacing(0.25, 0, 0),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      lineHeight: 1.45,
    },
    common: {
      marginTop: theme.spacing(0.5),
      paddingTop: theme.spacing(1),
      borderTop: `1px solid ${theme.palette.divider}`,
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      '& > p': { display: 'inline', margin: 0 },
    },
    alert: {
      marginTop: theme.spacing(1.5),
      overflowWrap: 'anywhere',
      '& .MuiAlert-message': { minWidth: 0 },
    },
    conflicts: { margin: 0, paddingLeft: theme.spacing(2.25) },
    help: { margin: theme.spacing(0.75, 0, 0) },
    forbidden: {
      margin: theme.spacing(1, 0, 0),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineProfilePanel' },
);

/** Where a value comes from, in words. */
function Provenance(props: { field: ProfileField<unknown> }) {
  const { field } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <p className={classes.reason}>
      {field.reason || t(`profile.provenance.${field.source}`)}
      {field.by && ` ${t('profile.by', { person: personName(field.by) })}`}
      {field.at && (
        <>
          {', '}
          <RelativeTime instant={field.at} />
        </>
      )}
    </p>
  );
}

function provenanceKey(field: ProfileField<unknown>): string {
  return [field.source, field.reason, field.by, field.at].join('|');
}

/** The provenance most fields share: said once instead of at each of them. */
function commonProvenance(
  fields: (ProfileField<unknown> | undefined)[],
): ProfileField<unknown> | undefined {
  const counts = new Map<string, number>();
  let common: ProfileField<unknown> | undefined;
  for (const field of fields) {
    if (field) {
      const key = provenanceKey(field);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > 2) {
        common = field;
      }
    }
  }
  return common;
}

function Field(props: {
  label: string;
  field?: ProfileField<unknown>;
  common?: ProfileField<unknown>;
  children: ReactNode;
}) {
  const { field, common } = props;
  const classes = useStyles();
  const own =
    field && (!common || provenanceKey(field) !== provenanceKey(common));
  return (
    <div className={classes.field}>
      <dt className={classes.term}>{props.label}</dt>
      <dd className={classes.value}>
        {props.children}
        {own && <Provenance field={field} />}
      </dd>
    </div>
  );
}

/** What somebody said of a declaration, by whom and when. */
function LookedAt(props: {
  declaration: DeclarationResponse;
  title: string;
  severity?: 'info' | 'warning';
  children?: ReactNode;
}) {
  const { decidedBy, decidedAt, decision } = props.declaration;
  const classes = useStyles();
  const t = useText();
  return (
    <Alert severity={props.severity ?? 'warning'} className={classes.alert}>
      <AlertTitle>{props.title}</AlertTitle>
      {decision}
      <p className={classes.reason}>
        {decidedBy &&
          t('sampled.questionedBy', { person: personName(decidedBy) })}
        , <RelativeTime instant={decidedAt} />
      </p>
      {props.children && <p className={classes.reason}>{props.children}</p>}
    </Alert>
  );
}

/** What ends a contradiction: only findings are disputed. */
function WayOut(props: { conflict: ProfileConflict }) {
  const { field, kind } = props.conflict;
  const classes = useStyles();
  const t = useText();
  if (
    kind !== 'contradiction' ||
    field === 'handles' ||
    field === 'adoptionStage'
  ) {
    return null;
  }
  return <p className={classes.reason}>{t(`profile.wayOut.${field}`)}</p>;
}

/** What somebody has to look at of a declaration, with what they do. */
function ToLookAt(props: {
  declaration: DeclarationResponse;
  onDecided: () => Promise<void>;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Alert severity="info" className={classes.alert}>
      {props.children}
      <ReviewActions declaration={props.declaration} onDone={props.onDecided} />
    </Alert>
  );
}

/** What the sample says of the declaration in force, until it is confirmed. */
function Sampled(props: {
  declaration: DeclarationResponse;
  onDecided: () => Promise<void>;
}) {
  const { declaration, onDecided } = props;
  const { state, source, approverRole } = declaration;
  const t = useText();
  const index = useFrameworkIndex();
  if (state === 'questioned') {
    return (
      <LookedAt declaration={declaration} title={t('sampled.questionedTitle')}>
        {t('sampled.questionedText')}
      </LookedAt>
    );
  }
  return state === 'toReview' ? (
    <ToLookAt declaration={declaration} onDecided={onDecided}>
      {t(
        source === 'descriptor' ? 'sampled.waitsInDescriptor' : 'sampled.waits',
        { role: index?.roleName(approverRole) ?? approverRole },
      )}
    </ToLookAt>
  ) : null;
}

/** What is said of a declaration that what is seen contradicts. */
function Contradicted(props: {
  declaration: DeclarationResponse;
  onDecided: () => Promise<void>;
}) {
  const { declaration, onDecided } = props;
  const { state, approverRole } = declaration;
  const t = useText();
  const index = useFrameworkIndex();
  switch (state) {
    case 'questioned':
      return (
        <LookedAt
          declaration={declaration}
          title={t('sampled.questionedTitle')}
        >
          {t('contradicted.questionedText')}
        </LookedAt>
      );
    case 'confirmed':
      return (
        <LookedAt
          declaration={declaration}
          title={t('contradicted.confirmedTitle')}
          severity="info"
        />
      );
    default:
      return (
        <ToLookAt declaration={declaration} onDecided={onDecided}>
          {t('contradicted.waits', {
            role: index?.roleName(approverRole) ?? approverRole,
          })}
        </ToLookAt>
      );
  }
}

/** What is in force, where each value comes from, and what contradicts it. @internal */
export function ProfilePanel(props: {
  entityRef: string;
  profile: Profile;
  /** What is declared where; once it is known. */
  current?: ProfileResponse;
  /** Present when the declared stage is ahead of the team's. */
  ahead?: AheadOfTeam;
  canDeclare: boolean;
  onDeclare: () => void;
  onDecided: () => Promise<void>;
}) {
  const { profile, current, ahead, canDeclare } = props;
  const pending = current?.pending ?? [];
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const { classification, tier, handles, adoptionStage, aiUse } = profile;
  const stageOf = (id?: string) =>
    index?.framework.adoptionStages.find(s => s.id === id);
  const stage = stageOf(adoptionStage?.value);
  const stageName = (id: string) => stageOf(id)?.name ?? id;
  const approvingRole = index?.framework.settings.approvingRole;
  const isContradicted = profile.conflicts.some(
    ({ kind }) => kind === 'contradiction',
  );
  const isConfirmed = current?.contradicted?.state === 'confirmed';
  // What the deciding role confirmed is still seen, and nobody's to resolve.
  const toResolve = profile.conflicts.filter(
    ({ kind }) => kind !== 'contradiction' || !isConfirmed,
  );
  const common = commonProvenance([
    classification,
    tier,
    handles.value.length > 0 ? handles : undefined,
    adoptionStage,
    aiUse,
  ]);
  let aiUseText: string = t('profile.notDeclared');
  if (aiUse?.value === 'none') {
    aiUseText = t('profile.aiUseNone');
  } else if (aiUse) {
    aiUseText = aiUse.value.map(id => index?.toolName(id) ?? id).join(', ');
  }
  return (
    <Section
      title={t('profile.title')}
      action={
        <Button
          variant="outlined"
          size="small"
          disabled={!canDeclare}
          onClick={props.onDeclare}
        >
          {profile.declared ? t('profile.confirmAgain') : t('profile.declare')}
        </Button>
      }
    >
      <dl className={classes.list}>
        <Field
          label={t('profile.classification')}
          field={classification}
          common={common}
        >
          <ClassificationChip
            classification={classification.value}
            assumed={classification.source === 'assumed'}
          />
        </Field>
        <Field label={t('profile.tier')} field={tier} common={common}>
          <TierChip tier={tier.value} />
        </Field>
        <Field
          label={t('profile.handles')}
          field={handles.value.length > 0 ? handles : undefined}
          common={common}
        >
          {handles.value.map(id => index?.subject(id)?.name ?? id).join(', ') ||
            t('profile.handlesNone')}
        </Field>
        <Field label={t('profile.aiUse')} field={aiUse} common={common}>
          {aiUseText}
        </Field>
        <Field
          label={t('profile.adoptionStage')}
          field={adoptionStage}
          common={common}
        >
          {stage?.name ?? adoptionStage?.value ?? t('profile.notDeclared')}
          {ahead && (
            <div>
              <StatusLabel status="gap">{t('profile.aheadTitle')}</StatusLabel>
              <p className={classes.reason}>
                {t('profile.ahead', {
                  team: ownerName(ahead.team),
                  stage:
                    ahead.teamStage === null
                      ? t('adoption.none')
                      : stageName(ahead.teamStage),
                  next: stageName(ahead.next),
                })}
              </p>
            </div>
          )}
        </Field>
        {profile.confirmedAt && (
          <Field label={t('profile.confirmed')}>
            <RelativeTime instant={profile.confirmedAt} />
          </Field>
        )}
      </dl>
      {common && (
        <div className={classes.common}>
          {t('profile.common')} <Provenance field={common} />
        </div>
      )}
      {profile.conflicts.length > 0 && (
        <Alert
          severity={toResolve.length > 0 ? 'warning' : 'info'}
          className={classes.alert}
        >
          <AlertTitle>
            {toResolve.length > 0
              ? t('profile.conflicts', { count: toResolve.length })
              : t('profile.seenOtherwise')}
          </AlertTitle>
          <ul className={classes.conflicts}>
            {profile.conflicts.map(conflict => {
              const waiting = pendingOf(conflict, pending);
              return (
                <li
                  key={`${conflict.field}-${conflict.kind}-${conflict.message}`}
                >
                  <strong>{t(`profile.${conflict.field}`)}</strong>:{' '}
                  {conflict.message}
                  {waiting &&
                    `. ${t('drift.waits', {
                      person: personName(waiting.by),
                      role:
                        index?.roleName(waiting.approverRole) ??
                        waiting.approverRole,
                    })}`}
                  {conflict.seen && <SeenSigns signs={conflict.seen} />}
                  {!isConfirmed && <WayOut conflict={conflict} />}
                </li>
              );
            })}
          </ul>
          {isContradicted && !isConfirmed && approvingRole && (
            <p className={classes.help}>
              {t('profile.contradictionHelp', {
                role: index.roleName(approvingRole),
              })}
            </p>
          )}
          {current && (
            <AskApproval
              entityRef={props.entityRef}
              conflicts={profile.conflicts}
              current={current}
              onDone={props.onDecided}
            />
          )}
          {current && (
            <DriftActions
              entityRef={props.entityRef}
              conflicts={profile.conflicts}
              current={current}
              onDone={props.onDecided}
            />
          )}
        </Alert>
      )}
      {current?.sampled && (
        <Sampled declaration={current.sampled} onDecided={props.onDecided} />
      )}
      {current?.contradicted && (
        <Contradicted
          declaration={current.contradicted}
          onDecided={props.onDecided}
        />
      )}
      {pending.map(item => (
        <Alert key={item.id} severity="info" className={classes.alert}>
          <AlertTitle>{t('profile.pendingTitle')}</AlertTitle>
          {t('profile.pendingBy', { person: personName(item.by) })}{' '}
          <RelativeTime instant={item.at} />
          <LoweringList
            lowerings={item.lowerings}
            className={classes.conflicts}
          />
          {item.reason && <p className={classes.reason}>{item.reason}</p>}
          <p className={classes.reason}>
            {t('profile.pendingRole', {
              role: index?.roleName(item.approverRole) ?? item.approverRole,
            })}
          </p>
          <LoweringActions
            declaration={item}
            entityRef={props.entityRef}
            onDone={props.onDecided}
          />
        </Alert>
      ))}
      <EarlierDeclarations
        entityRef={props.entityRef}
        waiting={[
          ...pending.map(({ id }) => id),
          current?.sampled?.state,
          current?.contradicted?.state,
        ].join()}
      />
      {!canDeclare && (
        <p className={classes.forbidden}>
          {t('profile.declareForbidden', {
            permission: profileDeclarePermission.name,
          })}
        </p>
      )}
    </Section>
  );
}
