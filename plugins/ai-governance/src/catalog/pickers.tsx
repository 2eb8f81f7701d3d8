import { useEffect, useId, useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  CatalogAutocomplete,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import { aiGovernanceApiRef } from '../api';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import {
  readAlso,
  STATUS_CHOICES,
  type StatusChoice,
} from '../overview/listState';
import { statusName } from '../overview/statusName';
import {
  controlFilter,
  statusFilter,
  type AnnotationFilter,
} from './AnnotationFilter';
import { CLASSIFICATIONS } from './judgement';

const useStyles = makeStyles(
  { label: { textTransform: 'none' } },
  { name: 'PlumblineCatalogPicker' },
);

/**
 * What a filter of the catalog page is set to: first what the address says,
 * then what is chosen. Tells the page whenever that changes.
 */
function useChosen(
  name: string,
  filterFor: (chosen: readonly string[]) => AnnotationFilter | undefined,
) {
  const { updateFilters, queryParameters } = useEntityList() as {
    updateFilters: (filters: { [name: string]: unknown }) => void;
    queryParameters: Partial<Record<string, string | string[]>>;
  };
  const written = [queryParameters[name] ?? []].flat().join('\n');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useEffect(() => {
    if (written !== '') {
      setChosen(written.split('\n'));
    }
  }, [written]);
  const filter = useMemo(() => filterFor(chosen), [filterFor, chosen]);
  useEffect(
    () => updateFilters({ [name]: filter }),
    [updateFilters, name, filter],
  );
  return [chosen, setChosen] as const;
}

/** The catalog's own label holds the whole field; this names the input alone. */
const named = (label: string) => ({ inputProps: { 'aria-label': label } });

/** Says which list belongs to the field; the component itself leaves it out. */
const withList = (id: string) => ({ id, 'aria-controls': `${id}-popup` });

/** One or several values of an annotation. */
function Picker(props: {
  name: string;
  label: string;
  options: readonly string[];
  optionLabel: (option: string) => string;
  filterFor: (chosen: readonly string[]) => AnnotationFilter | undefined;
}) {
  const classes = useStyles();
  const id = useId();
  const [chosen, setChosen] = useChosen(props.name, props.filterFor);
  return (
    <Box pb={1} pt={1}>
      <CatalogAutocomplete
        {...withList(id)}
        multiple
        disableCloseOnSelect
        label={props.label}
        name={`${props.name}-picker`}
        LabelProps={{ className: classes.label }}
        TextFieldProps={named(props.label)}
        options={[...props.options]}
        getOptionLabel={props.optionLabel}
        value={chosen.filter(each => props.options.includes(each))}
        onChange={(_, values) => setChosen(values)}
      />
    </Box>
  );
}

const LEVELS = ['1', '2', '3', '4', '5'];
const TIERS = ['1', '2', '3'];

const byLevel = (chosen: readonly string[]) =>
  chosen.length > 0 ? statusFilter('maturity-level', chosen) : undefined;
const byClassification = (chosen: readonly string[]) =>
  chosen.length > 0 ? statusFilter('data-classification', chosen) : undefined;
const byTier = (chosen: readonly string[]) =>
  chosen.length > 0 ? statusFilter('review-tier', chosen) : undefined;

/** Filters the catalog's page by official maturity level. @public */
export function EntityMaturityLevelPicker() {
  const t = useText();
  return (
    <Picker
      name="maturityLevel"
      label={t('catalog.level')}
      options={LEVELS}
      optionLabel={level => t('level.label', { level })}
      filterFor={byLevel}
    />
  );
}

/** Filters the catalog's page by data classification. @public */
export function EntityClassificationPicker() {
  const t = useText();
  return (
    <Picker
      name="dataClassification"
      label={t('catalog.classification')}
      options={CLASSIFICATIONS}
      optionLabel={id => t(`catalog.classifications.${id as 'public'}`)}
      filterFor={byClassification}
    />
  );
}

/** Filters the catalog's page by review tier. @public */
export function EntityReviewTierPicker() {
  const t = useText();
  return (
    <Picker
      name="reviewTier"
      label={t('catalog.tier')}
      options={TIERS}
      optionLabel={tier => t('tier.label', { tier })}
      filterFor={byTier}
    />
  );
}

const byControl = ([choice]: readonly string[]) => {
  const { control, status } = readAlso(choice) ?? {};
  return control && status ? controlFilter(control, status) : undefined;
};

/**
 * Filters the catalog's page by the status of one control. The names of the
 * controls are asked for once, when somebody turns to it. @public
 */
export function EntityControlStatusPicker() {
  const t = useText();
  const classes = useStyles();
  const id = useId();
  const api = useApi(aiGovernanceApiRef);
  const [wanted, setWanted] = useState(false);
  const { value } = useResource(
    async () => (wanted ? await api.getFramework() : undefined),
    [api, wanted],
  );
  const [chosen, setChosen] = useChosen('controlStatus', byControl);
  const { control, status } = readAlso(chosen[0]) ?? {};
  const controls = value?.framework.controls ?? [];
  const ids = controls.map(each => each.id);
  const choose = (
    nextControl: string | null | undefined,
    nextStatus: StatusChoice,
  ) => setChosen(nextControl ? [`${nextControl}:${nextStatus}`] : []);
  return (
    <Box
      pb={1}
      pt={1}
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
    >
      <CatalogAutocomplete
        {...withList(`${id}-control`)}
        label={t('catalog.control')}
        name="control-picker"
        LabelProps={{ className: classes.label }}
        TextFieldProps={named(t('catalog.control'))}
        loading={wanted && !value}
        options={control && !ids.includes(control) ? [control, ...ids] : ids}
        getOptionLabel={each =>
          [each, controls.find(known => known.id === each)?.name]
            .filter(Boolean)
            .join(' ')
        }
        value={control ?? null}
        onChange={(_, next) => choose(next, status ?? 'open')}
      />
      {control && (
        <CatalogAutocomplete
          {...withList(`${id}-status`)}
          label={t('catalog.status')}
          name="control-status-picker"
          LabelProps={{ className: classes.label }}
          TextFieldProps={named(t('catalog.status'))}
          disableClearable
          options={STATUS_CHOICES.filter(each => each !== 'notApplicable')}
          getOptionLabel={each => statusName(each, t)}
          value={status}
          onChange={(_, next) => choose(control, next)}
        />
      )}
    </Box>
  );
}
