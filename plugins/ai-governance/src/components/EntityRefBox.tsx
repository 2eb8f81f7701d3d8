import { useEffect, useId, useState } from 'react';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { TextBox } from './TextBox';

/** Pause after the last letter before the catalog is asked, in milliseconds. */
const TYPING_PAUSE = 250;

/** Most entities suggested at a time. */
const MOST_SUGGESTED = 20;

/** What a ref in a form stands for. */
const KINDS = {
  person: ['user'],
  owner: ['user', 'group'],
  entity: ['component', 'api', 'system', 'resource'],
};

/** Where people look for a name. */
const SEARCHED = [
  'metadata.name',
  'metadata.title',
  'spec.profile.displayName',
];

const useStyles = makeStyles(
  theme => ({
    option: {
      display: 'block',
      fontSize: theme.typography.pxToRem(14),
      overflowWrap: 'anywhere',
    },
    ref: {
      display: 'block',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12),
    },
  }),
  { name: 'PlumblineEntityRefBox' },
);

interface Suggestion {
  ref: string;
  title: string;
}

function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  return String(profile?.displayName ?? metadata.title ?? metadata.name);
}

/**
 * What the catalog has for what was typed so far; asked once nobody types any
 * more, and nothing where it does not answer: a ref can always be typed.
 */
function useSuggestions(
  typed: string,
  kinds: readonly string[],
  wanted: boolean,
): Suggestion[] {
  const catalogApi = useApi(catalogApiRef);
  const [term, setTerm] = useState('');
  // A ref is found by its name, and tells its kind.
  const [, kind, name] = /^(?:([a-z]+):)?(?:[^/]*\/)?(.*)$/i.exec(
    typed.trim(),
  )!;
  const asked = kinds.includes(kind?.toLocaleLowerCase('en-US'))
    ? kind.toLocaleLowerCase('en-US')
    : kinds.join();
  useEffect(() => {
    const timer = setTimeout(() => setTerm(name), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [name]);
  const { value } = useResource(
    async () =>
      wanted
        ? (
            await catalogApi.queryEntities({
              filter: { kind: asked.split(',') },
              ...(term && {
                fullTextFilter: { term, fields: SEARCHED },
              }),
              orderFields: { field: 'metadata.name', order: 'asc' },
              fields: [
                'kind',
                'metadata.name',
                'metadata.namespace',
                'metadata.title',
                'spec.profile.displayName',
              ],
              limit: MOST_SUGGESTED,
            })
          ).items.map(entity => ({
            ref: stringifyEntityRef({
              kind: entity.kind,
              namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
              name: entity.metadata.name,
            }),
            title: titleOf(entity),
          }))
        : undefined,
    [catalogApi, term, asked, wanted],
    { keep: true },
  );
  return value ?? [];
}

interface BoxProps {
  label: string;
  helperText?: string;
  required?: boolean;
  /** What is suggested: people, people and groups, or what can be judged. */
  of: keyof typeof KINDS;
  maxLength?: number;
}

type FieldProps = BoxProps & {
  value: string | string[];
  /** What stands in the field beside what was chosen. */
  typed: string;
  onTyped: (typed: string) => void;
  onChosen: (chosen: string | string[]) => void;
  onBlur?: () => void;
};

function Field(props: FieldProps) {
  const { label, helperText, required, of, value, typed, onTyped } = props;
  const classes = useStyles();
  const t = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  const multiple = Array.isArray(value);
  const suggestions = useSuggestions(typed, KINDS[of], open).filter(
    ({ ref }) => !multiple || !value.includes(ref),
  );
  const refOf = (option: Suggestion | string) =>
    typeof option === 'string' ? option : option.ref;
  const expanded = open && suggestions.length > 0;
  const shown = suggestions.length;
  useEffect(() => {
    // Material-UI goes on pointing at what it marked in a longer list.
    const field = document.getElementById(id);
    const marked = field?.getAttribute('aria-activedescendant');
    if (marked && !document.getElementById(marked)) {
      field!.removeAttribute('aria-activedescendant');
    }
  }, [id, shown]);
  return (
    <Autocomplete<Suggestion | string, boolean, undefined, true>
      id={id}
      freeSolo
      size="small"
      multiple={multiple}
      // The field itself is the combobox, as screen readers know it today.
      role="presentation"
      aria-expanded={undefined}
      aria-owns={undefined}
      open={expanded}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={suggestions}
      filterOptions={options => options}
      getOptionLabel={refOf}
      getOptionSelected={(option, chosen) => refOf(option) === refOf(chosen)}
      renderOption={option => (
        <span className={classes.option}>
          {(option as Suggestion).title}
          <span className={classes.ref}>{refOf(option)}</span>
        </span>
      )}
      value={value}
      inputValue={typed}
      onInputChange={(_event, text) => onTyped(text)}
      onChange={(_event, chosen) => {
        if (chosen !== null) {
          props.onChosen(
            Array.isArray(chosen) ? chosen.map(refOf) : refOf(chosen),
          );
        }
      }}
      onBlur={() => {
        setOpen(false);
        props.onBlur?.();
      }}
      clearText={t('refs.clear')}
      closeText={t('actions.close')}
      ChipProps={{ size: 'small' }}
      renderInput={({ inputProps, InputLabelProps: _, ...params }) => (
        <TextBox
          {...params}
          label={label}
          helperText={helperText}
          required={required}
          inputProps={{
            ...inputProps,
            maxLength: props.maxLength ?? 255,
            role: 'combobox',
            'aria-expanded': expanded,
            'aria-controls': expanded ? `${id}-popup` : undefined,
            // Something is there, beside the field.
            ...(multiple && value.length > 0 && { required: false }),
          }}
          onChange={() => {}}
        />
      )}
    />
  );
}

/** The ref of one entity of the catalog, suggested while somebody types. @internal */
export function EntityRefBox(
  props: BoxProps & { value: string; onChange: (ref: string) => void },
) {
  const { value, onChange, ...rest } = props;
  return (
    <Field
      {...rest}
      value={value}
      typed={value}
      onTyped={onChange}
      onChosen={chosen => onChange(chosen as string)}
    />
  );
}

/** The same for several: each becomes a chip. @internal */
export function EntityRefsBox(
  props: BoxProps & { value: string[]; onChange: (refs: string[]) => void },
) {
  const { value, onChange, ...rest } = props;
  const [typed, setTyped] = useState('');
  const choose = (refs: string[]) =>
    onChange([...new Set(refs.map(ref => ref.trim()).filter(Boolean))]);
  return (
    <Field
      {...rest}
      value={value}
      typed={typed}
      onTyped={setTyped}
      onChosen={chosen => choose(chosen as string[])}
      // What was typed and not confirmed is meant, too.
      onBlur={() => {
        if (typed.trim()) {
          choose([...value, typed]);
        }
      }}
    />
  );
}
