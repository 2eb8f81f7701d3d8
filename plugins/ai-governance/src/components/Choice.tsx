import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../hooks/useText';
import { fieldText } from './pageStyles';

const useStyles = makeStyles(theme => ({ input: fieldText(theme) }), {
  name: 'PlumblineChoice',
});

/** One of several, or any. A native select: quick and at home everywhere. @internal */
export function Choice(props: {
  label: string;
  value: string | number | undefined;
  options: { value: string | number; label: string; disabled?: boolean }[];
  /** What the empty choice says; "any" where absent, none where null. */
  any?: string | null;
  /** Whether the empty choice is none. */
  required?: boolean;
  onChange: (value: string | undefined) => void;
  className?: string;
}) {
  const classes = useStyles();
  const t = useText();
  const id = useId();
  return (
    <TextField
      id={id}
      select
      size="small"
      variant="outlined"
      label={props.label}
      required={props.required}
      className={props.className}
      value={props.value ?? ''}
      onChange={event => props.onChange(event.target.value || undefined)}
      SelectProps={{ native: true }}
      InputProps={{ className: classes.input }}
      InputLabelProps={{ shrink: true }}
    >
      {props.any !== null && (
        <option value="">{props.any ?? t('overview.any')}</option>
      )}
      {props.options.map(option => (
        <option
          key={option.value}
          value={option.value}
          disabled={option.disabled}
        >
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
