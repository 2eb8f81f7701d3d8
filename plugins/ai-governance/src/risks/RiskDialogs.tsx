import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import {
  IMPACTS,
  LIKELIHOODS,
  ratingOf,
  RISK_RATINGS,
  suggestedRisks,
  type RegisterRisk,
  type RiskDetails,
  type RiskRating,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  EntityRefBox,
  FormDialog,
  StatementBox,
  TextBox,
} from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { RatingLabel } from './RatingLabel';
import { Checkbox } from '../controls';

const DAY = 24 * 3_600_000;

/** A register is looked through every quarter. */
const REVIEW_DAYS = 92;

const useStyles = makeStyles(
  theme => ({
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      gap: theme.spacing(2),
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    controls: {
      border: 0,
      margin: 0,
      padding: 0,
      '& legend': { padding: 0, fontWeight: 600 },
    },
    list: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    label: { fontSize: theme.typography.pxToRem(14) },
  }),
  { name: 'PlumblineRiskDialogs' },
);

const NEW: RiskDetails = {
  category: '',
  description: '',
  likelihood: 'possible',
  impact: 'moderate',
  target: 'low',
  controls: [],
};

/** Controls of the framework, several of them. @internal */
export function ControlChoice(props: {
  legend: string;
  value: string[];
  onChange: (controls: string[]) => void;
  /** Those that can be chosen; every one where absent. */
  only?: (id: string) => boolean;
  /** Names those that were chosen once and cannot be any more, so that they can be taken out. */
  gone?: (id: string) => string;
}) {
  const { value, onChange } = props;
  const classes = useStyles();
  const index = useFrameworkIndex();
  const [before] = useState(value);
  const controls = (index?.framework.controls ?? []).filter(
    ({ id }) => props.only?.(id) ?? true,
  );
  const choices = [
    ...controls.map(({ id, name }) => ({ id, label: `${id} ${name}` })),
    ...(index && props.gone
      ? before
          .filter(id => !controls.some(control => control.id === id))
          .map(id => ({ id, label: props.gone!(id) }))
      : []),
  ];
  return (
    <fieldset className={classes.controls}>
      <legend>{props.legend}</legend>
      <div className={classes.list}>
        {choices.map(({ id, label }) => (
          <FormControlLabel
            key={id}
            classes={{ label: classes.label }}
            label={label}
            control={
              <Checkbox
                size="small"
                color="primary"
                checked={value.includes(id)}
                onChange={(_, checked) =>
                  onChange(
                    checked ? [...value, id] : value.filter(one => one !== id),
                  )
                }
              />
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function DetailsFields(props: {
  value: RiskDetails;
  onChange: (details: RiskDetails) => void;
}) {
  const { value, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const set = (part: Partial<RiskDetails>) => {
    const next = { ...value, ...part };
    const inherent = ratingOf(next.likelihood, next.impact);
    // What cannot be reached by going down is no target.
    if (RISK_RATINGS.indexOf(next.target) > RISK_RATINGS.indexOf(inherent)) {
      next.target = inherent;
    }
    onChange(next);
  };
  const inherent = ratingOf(value.likelihood, value.impact);
  return (
    <>
      <TextBox
        label={t('riskRegister.category')}
        value={value.category}
        onChange={category => set({ category })}
        required
        inputProps={{ maxLength: 100 }}
      />
      <StatementBox
        label={t('riskRegister.description')}
        value={value.description}
        onChange={description => set({ description })}
      />
      <div className={classes.fields}>
        <Choice
          label={t('riskRegister.likelihood')}
          any={null}
          value={value.likelihood}
          options={LIKELIHOODS.map(id => ({
            value: id,
            label: t(`likelihood.${id}`),
          }))}
          onChange={id => set({ likelihood: id as RiskDetails['likelihood'] })}
        />
        <Choice
          label={t('riskRegister.impact')}
          any={null}
          value={value.impact}
          options={IMPACTS.map(id => ({ value: id, label: t(`impact.${id}`) }))}
          onChange={id => set({ impact: id as RiskDetails['impact'] })}
        />
        <Choice
          label={t('riskRegister.target')}
          any={null}
          value={value.target}
          options={RISK_RATINGS.slice(
            0,
            RISK_RATINGS.indexOf(inherent) + 1,
          ).map(id => ({ value: id, label: t(`rating.${id}`) }))}
          onChange={id => set({ target: id as RiskRating })}
        />
      </div>
      <p>
        {t('riskRegister.isRated')} <RatingLabel rating={inherent} />
      </p>
      <ControlChoice
        legend={t('riskRegister.controls')}
        value={value.controls}
        onChange={controls => set({ controls })}
      />
    </>
  );
}

/** Adds a risk, or edits what people say of one. @internal */
export function RiskDialog(props: {
  /** The one to edit; a new one where absent. */
  risk?: RegisterRisk;
  /** Today in the register's time zone. */
  today: string;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { risk, today, onClose, onSaved } = props;
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [owner, setOwner] = useState(risk?.owner ?? '');
  const [mitigation, setMitigation] = useState(risk?.mitigation ?? '');
  const [reviewBy, setReviewBy] = useState(
    risk && !risk.isDue && risk.reviewBy
      ? risk.reviewBy
      : new Date(Date.parse(today) + REVIEW_DAYS * DAY)
          .toISOString()
          .slice(0, 10),
  );
  const [details, setDetails] = useState<RiskDetails>(() =>
    risk
      ? {
          category: risk.category,
          description: risk.description,
          likelihood: risk.likelihood,
          impact: risk.impact,
          target: risk.target,
          controls: risk.controls,
        }
      : NEW,
  );
  const [suggestion, setSuggestion] = useState<string>();
  const index = useFrameworkIndex();
  const ownDetails = !risk || risk.origin === 'organization';
  const edit = {
    ...(owner.trim() && { owner: owner.trim() }),
    ...(mitigation.trim() && { mitigation: mitigation.trim() }),
    ...(reviewBy && { reviewBy }),
  };
  return (
    <FormDialog
      title={
        risk
          ? t('riskRegister.editTitle', { risk: risk.id })
          : t('riskRegister.addTitle')
      }
      submit={risk ? t('riskRegister.save') : t('riskRegister.add')}
      maxWidth="md"
      incomplete={
        ownDetails && (!details.category.trim() || !details.description.trim())
      }
      onClose={onClose}
      onSubmit={async () => {
        if (risk) {
          await api.editRisk(risk.id, {
            version: risk.version,
            ...edit,
            ...(ownDetails && { details }),
          });
        } else {
          await api.addRisk({ ...edit, details });
        }
        await onSaved();
        onClose();
      }}
    >
      {!risk && (
        <Choice
          label={t('riskRegister.suggestion')}
          value={suggestion}
          any={t('riskRegister.noSuggestion')}
          options={suggestedRisks.map(({ id, category, description }) => ({
            value: id,
            label: `${category}: ${description}`,
          }))}
          onChange={id => {
            setSuggestion(id);
            const found = suggestedRisks.find(each => each.id === id);
            if (found) {
              const { id: _, mitigation: text, ...rest } = found;
              setDetails({
                ...rest,
                controls: rest.controls.filter(each => index?.control(each)),
              });
              setMitigation(text);
            }
          }}
        />
      )}
      {ownDetails ? (
        <DetailsFields value={details} onChange={setDetails} />
      ) : (
        <p>{risk.description}</p>
      )}
      <TextBox
        label={t('riskRegister.mitigation')}
        value={mitigation}
        onChange={setMitigation}
        multiline
        minRows={2}
        inputProps={{ maxLength: 4000 }}
      />
      <div className={classes.fields}>
        <EntityRefBox
          label={t('riskRegister.owner')}
          helperText={t('refs.ownerHelp')}
          of="owner"
          value={owner}
          onChange={setOwner}
          maxLength={512}
        />
        <TextBox
          label={t('riskRegister.reviewBy')}
          helperText={t('riskRegister.reviewHelp')}
          type="date"
          value={reviewBy}
          onChange={setReviewBy}
          inputProps={{ min: today }}
        />
      </div>
    </FormDialog>
  );
}

/** Takes a risk off the register, with the reason. @internal */
export function RetireDialog(props: {
  risk: RegisterRisk;
  onClose: () => void;
  onSaved: () => Promise<void>;
}) {
  const { risk, onClose, onSaved } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  return (
    <ReasonDialog
      title={t('riskRegister.retireTitle', { risk: risk.id })}
      submit={t('riskRegister.retire')}
      onClose={onClose}
      onSubmit={async reason => {
        await api.retireRisk(risk.id, { version: risk.version, reason });
        await onSaved();
      }}
    >
      <p>{risk.description}</p>
      <p>{t('riskRegister.retireText')}</p>
    </ReasonDialog>
  );
}
