import { useEffect, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type {
  ClassificationId,
  ControlStatus,
  Level,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { Choice } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { STATUS_ORDER } from '../theme/colors';
import { isFiltered, type ListState } from './listState';
import { ownerName, useOwners } from './owners';

/** Pause after the last letter before the list is asked, in milliseconds. */
const TYPING_PAUSE = 300;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-end',
      gap: theme.spacing(1.5),
    },
    name: { flex: '1 1 170px', maxWidth: 340 },
    field: { flex: '0 1 128px', minWidth: 116 },
    input: { fontSize: theme.typography.pxToRem(14) },
    wide: { flex: '0 1 160px', minWidth: 130 },
  }),
  { name: 'PlumblineFilters' },
);

/** The list's filters. Native selects: quick and at home on every device. @internal */
export function Filters(props: {
  state: ListState;
  onChange: (part: Partial<ListState>) => void;
}) {
  const { state, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const nameId = useId();
  const [name, setName] = useState(state.name);

  // The address may change without the field: back, or "clear filters".
  useEffect(() => setName(state.name), [state.name]);
  useEffect(() => {
    if (name === state.name) {
      return undefined;
    }
    const timer = setTimeout(() => onChange({ name }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [name, state.name, onChange]);

  const framework = index?.framework;
  const owners = useOwners(state.owner);
  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('overview.filters')}
    >
      <TextField
        id={nameId}
        size="small"
        variant="outlined"
        label={t('overview.search')}
        className={classes.name}
        value={name}
        onChange={event => setName(event.target.value)}
        InputProps={{ className: classes.input }}
        InputLabelProps={{ shrink: true }}
      />
      <Choice
        label={t('overview.level')}
        className={classes.field}
        value={state.level}
        options={[1, 2, 3, 4, 5].map(level => ({
          value: level,
          label: [level, index?.level(level as Level)?.name]
            .filter(Boolean)
            .join(' '),
        }))}
        onChange={value =>
          onChange({ level: value ? (Number(value) as Level) : undefined })
        }
      />
      <Choice
        label={t('overview.classification')}
        className={classes.field}
        value={state.classification}
        options={(
          ['public', 'internal', 'confidential', 'restricted'] as const
        ).map(id => ({
          value: id,
          label: index?.classification(id)?.name ?? id,
        }))}
        onChange={value =>
          onChange({ classification: value as ClassificationId | undefined })
        }
      />
      <Choice
        label={t('overview.tier')}
        className={classes.field}
        value={state.tier}
        options={[1, 2, 3].map(tier => ({
          value: tier,
          label: t('tier.label', { tier: String(tier) }),
        }))}
        onChange={value =>
          onChange({ tier: value ? (Number(value) as ReviewTier) : undefined })
        }
      />
      <Choice
        label={t('overview.declared')}
        className={classes.field}
        value={
          state.declared === undefined ? undefined : String(state.declared)
        }
        options={[
          { value: 'true', label: t('overview.declaredYes') },
          { value: 'false', label: t('overview.declaredNo') },
        ]}
        onChange={value =>
          onChange({ declared: value ? value === 'true' : undefined })
        }
      />
      <Choice
        label={t('overview.control')}
        className={classes.wide}
        value={state.control}
        options={(framework?.controls ?? []).map(control => ({
          value: control.id,
          label: `${control.id} ${control.name}`,
        }))}
        onChange={control =>
          onChange({
            control,
            status: control ? state.status ?? 'gap' : undefined,
          })
        }
      />
      {state.control && (
        <Choice
          label={t('overview.status')}
          className={classes.field}
          value={state.status}
          options={STATUS_ORDER.map(status => ({
            value: status,
            label: t(`status.${status}`),
          }))}
          onChange={status =>
            onChange(
              status
                ? { status: status as ControlStatus }
                : { control: undefined, status: undefined },
            )
          }
        />
      )}
      {owners.length > 0 && (
        <Choice
          label={t('overview.owner')}
          className={classes.wide}
          value={state.owner}
          options={owners.map(ref => ({ value: ref, label: ownerName(ref) }))}
          onChange={owner => onChange({ owner })}
        />
      )}
      {isFiltered(state) && (
        <Button
          size="small"
          onClick={() =>
            onChange({
              name: '',
              owner: undefined,
              classification: undefined,
              tier: undefined,
              level: undefined,
              declared: undefined,
              assessable: undefined,
              control: undefined,
              status: undefined,
            })
          }
        >
          {t('overview.clear')}
        </Button>
      )}
    </div>
  );
}
