import { useEffect, useId, useState } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import CloseIcon from '@material-ui/icons/Close';
import type {
  ClassificationId,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { CoverageFilter, ProgressFilter } from '../api';
import { Choice } from '../components';
import { fieldText } from '../components/pageStyles';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import {
  AT_LEAST,
  isFiltered,
  levelOf,
  NO_FILTER,
  PROGRESS_FILTERS,
  readAlso,
  readOpenPart,
  STATUS_CHOICES,
  type FilterState,
  type StatusChoice,
} from './listState';
import { exclusionText } from './exclusionText';
import { ownerName, refName, useFacets, type Facets } from './owners';
import { statusName } from './statusName';
import { Button, Checkbox } from '../controls';

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
    name: { flex: '1 1 170px', maxWidth: 300 },
    field: { flex: '0 1 128px', minWidth: 116 },
    input: fieldText(theme),
    wide: { flex: '0 1 160px', minWidth: 130 },
    nested: {
      margin: 0,
      '& .MuiFormControlLabel-label': {
        fontSize: theme.typography.pxToRem(13),
      },
    },
    button: { textTransform: 'none' },
    break: { flexBasis: '100%', height: 0 },
  }),
  { name: 'PlumblineFilters' },
);

/** What stands behind "more filters". */
const MORE = [
  'declared',
  'coverage',
  'system',
  'domain',
  'type',
  'lifecycle',
  'ownLevel',
  'levelWithoutExceptions',
  'ownProgress',
] as const;

/** What joins it on a narrow screen. */
const COMMON = ['owner', 'level', 'classification', 'tier', 'control'] as const;

interface FilterProps {
  state: FilterState;
  onChange: (part: Partial<FilterState>) => void;
}

function LevelChoice(
  props: FilterProps & {
    field: 'level' | 'ownLevel' | 'levelWithoutExceptions';
    className: string;
  },
) {
  const t = useText();
  const index = useFrameworkIndex();
  const { field } = props;
  return (
    <Choice
      label={t(`overview.${field}`)}
      className={props.className}
      value={props.state[field]}
      options={[
        ...([1, 2, 3, 4, 5] as const).map(level => ({
          value: level,
          label: [level, index?.level(level)?.name].filter(Boolean).join(' '),
        })),
        ...AT_LEAST.map(value => ({
          value,
          label: t('overview.atLeast', { level: value[0] }),
        })),
        { value: 'none', label: t('level.none') },
      ]}
      onChange={value =>
        props.onChange({
          [field]: levelOf(value === undefined ? null : String(value)),
        })
      }
    />
  );
}

/** One of what the catalog knows. */
function FacetChoice(
  props: FilterProps & {
    field: keyof Facets;
    facets?: Facets;
    className: string;
  },
) {
  const t = useText();
  const { field, facets, state } = props;
  const name = field === 'owner' ? ownerName : refName;
  const value = state[field];
  const known = facets?.[field] ?? [];
  // What is chosen can be chosen before the catalog has answered.
  const refs =
    value && value !== 'none' && !known.includes(value)
      ? [value, ...known]
      : known;
  const label = (refList: string) => refList.split(',').map(name).join(', ');
  return (
    <Choice
      label={t(`overview.${field}`)}
      className={props.className}
      value={value}
      options={[
        ...refs.map(ref => ({ value: ref, label: label(ref) })),
        { value: 'none', label: t('overview.without') },
      ]}
      onChange={chosen =>
        props.onChange({
          [field]: chosen,
          ...(field === 'owner' && { direct: undefined }),
        })
      }
    />
  );
}

function MoreFilters(
  props: FilterProps & { facets?: Facets; stable?: boolean },
) {
  const { state, onChange } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      {(['system', 'domain', 'type', 'lifecycle'] as const).map(field => (
        <FacetChoice
          key={field}
          field={field}
          className={classes.field}
          state={state}
          onChange={onChange}
          facets={props.facets}
        />
      ))}
      {!props.stable && (
        <>
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
            label={t('overview.coverage')}
            className={classes.field}
            value={state.coverage}
            options={(['assessed', 'stale', 'never'] as const).map(value => ({
              value,
              label: t(`maturity.coverage.${value}`),
            }))}
            onChange={value =>
              onChange({ coverage: value as CoverageFilter | undefined })
            }
          />
          <LevelChoice
            field="ownLevel"
            className={classes.field}
            state={state}
            onChange={onChange}
          />
          <LevelChoice
            field="levelWithoutExceptions"
            className={classes.wide}
            state={state}
            onChange={onChange}
          />
          <Choice
            label={t('overview.ownProgress')}
            className={classes.wide}
            value={state.ownProgress}
            options={PROGRESS_FILTERS.map(share => ({
              value: share,
              label:
                share === 'none'
                  ? t('level.none')
                  : t(`maturity.ownProgress.shares.${share}`),
            }))}
            onChange={value =>
              onChange({ ownProgress: value as ProgressFilter | undefined })
            }
          />
        </>
      )}
    </>
  );
}

/** What most people filter by. */
function CommonFilters(
  props: FilterProps & { facets?: Facets; stable?: boolean },
) {
  const { state, onChange, facets } = props;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  return (
    <>
      <FacetChoice
        field="owner"
        facets={facets}
        className={classes.wide}
        state={state}
        onChange={onChange}
      />
      {state.owner?.startsWith('group:') && (
        <FormControlLabel
          className={classes.nested}
          control={
            <Checkbox
              size="small"
              color="primary"
              checked={!state.direct}
              onChange={(_, nested) =>
                onChange({ direct: nested ? undefined : true })
              }
            />
          }
          label={t('overview.nested')}
        />
      )}
      {!props.stable && (
        <LevelChoice
          field="level"
          className={classes.field}
          state={state}
          onChange={onChange}
        />
      )}
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
      {!props.stable && (
        <Choice
          label={t('overview.control')}
          className={classes.wide}
          value={state.control}
          options={(index?.framework.controls ?? []).map(control => ({
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
      )}
      {state.control && !props.stable && (
        <Choice
          label={t('overview.status')}
          className={classes.field}
          value={state.status}
          options={STATUS_CHOICES.map(status => ({
            value: status,
            label: statusName(status, t),
          }))}
          onChange={status =>
            onChange(
              status
                ? { status: status as StatusChoice }
                : { control: undefined, status: undefined },
            )
          }
        />
      )}
    </>
  );
}

/** A condition that a number led to, which nobody chooses from a list. */
function Removable(props: { text: string; onRemove: () => void }) {
  const classes = useStyles();
  const t = useText();
  return (
    <Button
      size="small"
      variant="outlined"
      className={classes.button}
      endIcon={<CloseIcon fontSize="small" />}
      aria-label={t('overview.remove', { filter: props.text })}
      onClick={props.onRemove}
    >
      {props.text}
    </Button>
  );
}

/** What pictures and lists show. Native selects: quick and at home on every device. @internal */
export function Filters(
  props: FilterProps & {
    /** Leaves out what changes with what entities do, as campaigns do. */
    stable?: boolean;
  },
) {
  const { state, onChange } = props;
  const classes = useStyles();
  const t = useText();
  const nameId = useId();
  const moreId = useId();
  const [name, setName] = useState(state.name);
  const [wanted, setWanted] = useState(false);
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'));
  const hidden = [...MORE, ...(narrow ? COMMON : [])].filter(
    key => state[key] !== undefined,
  ).length;
  const [open, setOpen] = useState(hidden > 0);

  // The address may change without the field: back, or "clear filters".
  useEffect(() => setName(state.name), [state.name]);
  useEffect(() => {
    if (name === state.name) {
      return undefined;
    }
    const timer = setTimeout(() => onChange({ name }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [name, state.name, onChange]);

  const also = readAlso(state.also);
  const openPart = readOpenPart(state.openPart);
  const facets = useFacets(wanted);
  const want = () => setWanted(true);
  const common = (
    <CommonFilters
      state={state}
      onChange={onChange}
      facets={facets}
      stable={props.stable}
    />
  );
  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('overview.filters')}
      onPointerEnter={want}
      onTouchStart={want}
      onFocus={want}
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
      {!narrow && common}
      <Button
        size="small"
        className={classes.button}
        aria-expanded={open}
        aria-controls={open ? moreId : undefined}
        onClick={() => setOpen(!open)}
      >
        {hidden > 0 && !open
          ? t('overview.moreFiltersSet', { number: String(hidden) })
          : t('overview.moreFilters')}
      </Button>
      {also && (
        <Button
          size="small"
          variant="outlined"
          className={classes.button}
          endIcon={<CloseIcon fontSize="small" />}
          aria-label={t('overview.alsoRemove', {
            control: also.control,
            status: statusName(also.status, t),
          })}
          onClick={() => onChange({ also: undefined })}
        >
          {t('overview.also', {
            control: also.control,
            status: statusName(also.status, t),
          })}
        </Button>
      )}
      {state.excluded !== undefined && (
        <Removable
          text={t('overview.excluded', {
            reason: exclusionText(state.excluded, t),
          })}
          onRemove={() => onChange({ excluded: undefined })}
        />
      )}
      {state.stale !== undefined && (
        <Removable
          text={t(state.stale ? 'overview.staleYes' : 'overview.staleNo')}
          onRemove={() => onChange({ stale: undefined })}
        />
      )}
      {state.scored !== undefined && (
        <Removable
          text={t(state.scored ? 'overview.scoredYes' : 'overview.scoredNo')}
          onRemove={() => onChange({ scored: undefined })}
        />
      )}
      {openPart && (
        <Removable
          text={t(`overview.openPart.${openPart.scope}`, {
            control: openPart.control,
          })}
          onRemove={() => onChange({ openPart: undefined })}
        />
      )}
      {isFiltered(state) && (
        <Button
          size="small"
          className={classes.button}
          onClick={() => onChange(NO_FILTER)}
        >
          {t('overview.clear')}
        </Button>
      )}
      {open && (
        <>
          <div className={classes.break} />
          <div
            id={moreId}
            className={classes.root}
            role="group"
            aria-label={t('overview.moreFilters')}
          >
            {narrow && common}
            <MoreFilters
              facets={facets}
              state={state}
              onChange={onChange}
              stable={props.stable}
            />
          </div>
        </>
      )}
    </div>
  );
}
