import { useId, useMemo, useState, type ReactNode } from 'react';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import Alert from '@material-ui/lab/Alert';
import type {
  ClassificationId,
  DeclaredValues,
  ProfileResponse,
  ReviewTier,
  ReviewTierDefinition,
  Scorecard,
  SeenSign,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { errorMessage, StatementBox } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useText, type Translate } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { ConsequencesPanel } from './ConsequencesPanel';
import { cleaned, declarationOutcome } from './consequences';
import { Button, Checkbox, Radio } from '../controls';

const useStyles = makeStyles(
  theme => ({
    columns: {
      fontFamily: theme.typography.fontFamily,
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 410px',
      gap: theme.spacing(4),
      alignItems: 'start',
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    intro: {
      fontFamily: theme.typography.fontFamily,
      margin: theme.spacing(0, 0, 2.5),
      color: quietText(theme),
    },
    form: { display: 'grid', gap: theme.spacing(3) },
    fieldset: { border: 0, margin: 0, padding: 0, minWidth: 0 },
    legend: {
      padding: 0,
      marginBottom: theme.spacing(0.5),
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
    help: {
      margin: theme.spacing(0, 0, 0.5),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    options: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(230px, 1fr))',
      columnGap: theme.spacing(2),
    },
    option: {
      alignItems: 'flex-start',
      marginRight: 0,
      '& > :first-child': { padding: theme.spacing(0.5, 1, 0.5, 1.25) },
    },
    label: {
      display: 'block',
      padding: theme.spacing(0.5, 0),
      fontSize: theme.typography.pxToRem(14),
      lineHeight: 1.4,
    },
    description: {
      display: 'block',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12.5),
    },
    hint: {
      display: 'block',
      fontSize: theme.typography.pxToRem(12.5),
      fontWeight: 600,
      overflowWrap: 'anywhere',
    },
    nested: { paddingLeft: theme.spacing(4) },
    aside: {
      position: 'sticky',
      top: 0,
      [theme.breakpoints.down('sm')]: { position: 'static' },
    },
    actions: {
      padding: theme.spacing(1.5, 3, 2),
      [theme.breakpoints.down('xs')]: { flexWrap: 'wrap' },
    },
    outcome: {
      flex: 1,
      minWidth: 0,
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: {
        flex: '1 1 100%',
        marginBottom: theme.spacing(1),
      },
    },
  }),
  { name: 'PlumblineDeclareDialog' },
);

function Option(props: {
  kind: 'radio' | 'checkbox';
  name?: string;
  label: string;
  description?: string;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const classes = useStyles();
  const Control = props.kind === 'radio' ? Radio : Checkbox;
  return (
    <FormControlLabel
      className={classes.option}
      control={
        <Control
          color="primary"
          size="small"
          name={props.name}
          checked={props.checked}
          disabled={props.disabled}
          onChange={event => props.onChange(event.target.checked)}
        />
      }
      label={
        <span className={classes.label}>
          {props.label}
          {props.description && (
            <span className={classes.description}>{props.description}</span>
          )}
          {props.hint && <span className={classes.hint}>{props.hint}</span>}
        </span>
      }
    />
  );
}

function Question(props: {
  title: string;
  help?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const helpId = useId();
  return (
    <fieldset
      className={classes.fieldset}
      aria-describedby={props.help ? helpId : undefined}
    >
      <legend className={classes.legend}>{props.title}</legend>
      {props.help && (
        <p id={helpId} className={classes.help}>
          {props.help}
        </p>
      )}
      {props.children}
    </fieldset>
  );
}

/** What the form starts with: the portal's declaration, else the descriptor's. */
function initialValues(current: ProfileResponse | undefined): DeclaredValues {
  return {
    ...current?.descriptor?.values,
    ...current?.portal?.values,
  };
}

function toggled(list: string[], id: string, on: boolean): string[] {
  return on ? [...list, id] : list.filter(item => item !== id);
}

/** The tier behind an answer, and what a change has to pass then. */
function tierText(
  { tier, name, description, requirements }: ReviewTierDefinition,
  t: Translate,
): string {
  return [
    t('declare.tierOption', {
      tier: `${t('tier.label', { tier: String(tier) })}, ${name}`,
      description,
    }),
    ...(requirements.length > 0
      ? [
          t('declare.tierNeeds', {
            requirements: requirements.join(', '),
          }),
        ]
      : []),
  ].join(' ');
}

/** Signs named beside a subject. */
const NAMED = 3;

/** What was seen of a subject, in a sentence. */
function seenText(
  signs: readonly SeenSign[],
  subject: string,
  t: Translate,
): string | undefined {
  const named = signs
    .filter(sign => sign.subject === subject)
    .map(({ kind, what, path }) =>
      kind === 'dependency' && path
        ? t('declare.seenIn', { what, path })
        : path ?? what,
    );
  return named.length > 0
    ? t('declare.seenHere', {
        signs: [
          ...named.slice(0, NAMED),
          ...(named.length > NAMED
            ? [t('profile.seenMore', { count: named.length - NAMED })]
            : []),
        ].join(', '),
      })
    : undefined;
}

/** The questions; every answer is optional. @internal */
export function Questions(props: {
  index: FrameworkIndex;
  values: DeclaredValues;
  /** What is seen of subjects that are not declared. */
  seen?: readonly SeenSign[];
  onChange: (values: DeclaredValues) => void;
}) {
  const { index, values, seen = [], onChange } = props;
  const classes = useStyles();
  const t = useText();
  const { framework, tools } = index;
  const change = (part: DeclaredValues) => onChange({ ...values, ...part });
  const assistants = Array.isArray(values.aiUse) ? values.aiUse : undefined;
  const classifications = [...framework.classifications].sort(
    (a, b) => a.order - b.order,
  );
  return (
    <div className={classes.form}>
      <Question title={t('declare.handles')} help={t('declare.handlesHelp')}>
        <div className={classes.options}>
          {framework.handles.map(subject => (
            <Option
              key={subject.id}
              kind="checkbox"
              label={subject.name}
              description={subject.description}
              hint={seenText(seen, subject.id, t)}
              checked={values.handles?.includes(subject.id) ?? false}
              onChange={on =>
                change({
                  handles: toggled(values.handles ?? [], subject.id, on),
                })
              }
            />
          ))}
        </div>
      </Question>
      <Question title={t('declare.classification')}>
        <Option
          kind="radio"
          name="classification"
          label={t('declare.derived')}
          checked={values.classification === undefined}
          onChange={() => change({ classification: undefined })}
        />
        <div className={classes.options}>
          {classifications.map(item => (
            <Option
              key={item.id}
              kind="radio"
              name="classification"
              label={item.name}
              description={item.description}
              checked={values.classification === item.id}
              onChange={() =>
                change({ classification: item.id as ClassificationId })
              }
            />
          ))}
        </div>
      </Question>
      <Question title={t('declare.tier')} help={t('declare.tierHelp')}>
        <Option
          kind="radio"
          name="tier"
          label={t('declare.derived')}
          checked={values.tier === undefined}
          onChange={() => change({ tier: undefined })}
        />
        <div className={classes.options}>
          {framework.reviewTiers.map(item => (
            <Option
              key={item.tier}
              kind="radio"
              name="tier"
              label={t(`declare.dependsOn.${item.tier}`)}
              description={tierText(item, t)}
              checked={values.tier === item.tier}
              onChange={() => change({ tier: item.tier as ReviewTier })}
            />
          ))}
        </div>
      </Question>
      <Question title={t('declare.aiUse')}>
        <div className={classes.options}>
          <Option
            kind="radio"
            name="ai-use"
            label={t('declare.aiUseUndeclared')}
            checked={values.aiUse === undefined}
            onChange={() => change({ aiUse: undefined })}
          />
          <Option
            kind="radio"
            name="ai-use"
            label={t('declare.aiUseNone')}
            description={t('declare.aiUseNoneHelp')}
            checked={values.aiUse === 'none'}
            onChange={() => change({ aiUse: 'none' })}
          />
          {tools.length > 0 && (
            <Option
              kind="radio"
              name="ai-use"
              label={t('declare.aiUseSome')}
              checked={assistants !== undefined}
              onChange={() => change({ aiUse: assistants ?? [] })}
            />
          )}
        </div>
        {assistants && (
          <div className={`${classes.options} ${classes.nested}`}>
            {tools.map(tool => (
              <Option
                key={tool.id}
                kind="checkbox"
                label={tool.name}
                checked={assistants.includes(tool.id)}
                onChange={on =>
                  change({ aiUse: toggled(assistants, tool.id, on) })
                }
              />
            ))}
          </div>
        )}
      </Question>
      {framework.adoptionStages.length > 0 && (
        <Question title={t('declare.adoptionStage')}>
          <Option
            kind="radio"
            name="stage"
            label={t('declare.adoptionStageNone')}
            checked={values.adoptionStage === undefined}
            onChange={() => change({ adoptionStage: undefined })}
          />
          <div className={classes.options}>
            {framework.adoptionStages.map(stage => (
              <Option
                key={stage.id}
                kind="radio"
                name="stage"
                label={stage.name}
                description={stage.description}
                checked={values.adoptionStage === stage.id}
                onChange={() => change({ adoptionStage: stage.id })}
              />
            ))}
          </div>
        </Question>
      )}
    </div>
  );
}

/**
 * The declaration form: questions on the left, what follows from the answers
 * on the right while answering. @internal
 */
export function DeclareDialog(props: {
  entity: Entity;
  scorecard: Scorecard;
  current?: ProfileResponse;
  onClose: () => void;
  onDeclared: () => Promise<void>;
}) {
  const { entity, scorecard, current, onClose, onDeclared } = props;
  const classes = useStyles();
  const t = useText();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'));
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const titleId = useId();
  const [edited, setEdited] = useState<DeclaredValues>();
  const [reason, setReason] = useState('');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<Error>();
  const [saved, setSaved] = useState<'inForce' | 'awaiting'>();
  const values = useMemo(
    () => edited ?? initialValues(current),
    [edited, current],
  );
  const [at] = useState(() => new Date().toISOString());
  const entityRef = stringifyEntityRef(entity);
  const outcome = useMemo(
    () =>
      index &&
      declarationOutcome({
        framework: index.framework,
        tools: index.tools,
        entityRef,
        current: scorecard.profile,
        descriptor: current?.descriptor ?? undefined,
        values: cleaned(values),
        at,
      }),
    [index, entityRef, scorecard.profile, current, values, at],
  );
  const undeclared = scorecard.seen?.filter(
    ({ subject }) => !scorecard.profile.handles.value.includes(subject),
  );
  const awaits = Boolean(outcome && outcome.judgement.awaiting.length > 0);
  const invalid = Boolean(outcome && outcome.judgement.invalid.length > 0);

  const submit = async () => {
    setSaving(true);
    setError(undefined);
    try {
      const response = await api.declareProfile(
        entityRef,
        cleaned(values),
        ...(awaits ? [reason.trim()] : []),
      );
      setSaved(response.inForce ? 'inForce' : 'awaiting');
      await onDeclared();
    } catch (e) {
      setError(e instanceof Error ? e : new Error(String(e)));
    } finally {
      setSaving(false);
    }
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth="lg"
      fullScreen={narrow}
      onClose={saving ? undefined : onClose}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {t('declare.title', {
          name: entity.metadata.title ?? entity.metadata.name,
        })}
      </DialogTitle>
      <DialogContent dividers>
        <p className={classes.intro}>{t('declare.intro')}</p>
        {index && outcome && (
          <div className={classes.columns}>
            <Questions
              index={index}
              values={values}
              seen={undeclared}
              onChange={next => {
                setEdited(next);
                setSaved(undefined);
              }}
            />
            <div className={classes.aside}>
              <ConsequencesPanel
                outcome={outcome}
                profile={scorecard.profile}
              />
            </div>
          </div>
        )}
      </DialogContent>
      <DialogActions className={classes.actions}>
        {/* Beside the button that was pressed, wherever the form is scrolled to. */}
        <div className={classes.outcome}>
          {awaits && saved === undefined && (
            <StatementBox
              label={t('declare.why')}
              helperText={t('declare.whyHelp')}
              value={reason}
              onChange={setReason}
            />
          )}
          <div role="status" aria-live="polite">
            {saved && <Alert severity="success">{t(`declare.${saved}`)}</Alert>}
          </div>
          {error && (
            <Alert severity="error">
              {t('declare.failed', { error: errorMessage(error) })}
            </Alert>
          )}
        </div>
        <Button onClick={onClose} disabled={saving}>
          {saved ? t('actions.close') : t('declare.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={
            saving ||
            !outcome ||
            invalid ||
            (awaits && !reason.trim()) ||
            saved !== undefined
          }
          onClick={submit}
        >
          {saving && t('declare.submitting')}
          {!saving &&
            (awaits ? t('declare.submitApproval') : t('declare.submit'))}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
