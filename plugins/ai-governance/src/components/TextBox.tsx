import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import TextField, {
  type OutlinedTextFieldProps,
} from '@material-ui/core/TextField';
import { useText } from '../hooks/useText';
import { fieldText } from './pageStyles';

const useStyles = makeStyles(theme => ({ input: fieldText(theme) }), {
  name: 'PlumblineTextBox',
});

/** A labelled field of a form. @internal */
export function TextBox(
  props: Omit<OutlinedTextFieldProps, 'variant' | 'onChange'> & {
    onChange: (value: string) => void;
  },
) {
  const { onChange, inputProps, InputProps, ...rest } = props;
  const classes = useStyles();
  const t = useText();
  const id = useId();
  return (
    <TextField
      id={id}
      variant="outlined"
      size="small"
      fullWidth
      {...rest}
      inputProps={{
        // What the backend takes; the browser names it and points at the field.
        ...(rest.type === 'url' && {
          pattern: 'https?://.+',
          title: t('form.address'),
        }),
        ...inputProps,
      }}
      InputLabelProps={{ shrink: true }}
      InputProps={{
        ...InputProps,
        className: [InputProps?.className, classes.input]
          .filter(Boolean)
          .join(' '),
      }}
      onChange={event => onChange(event.target.value)}
    />
  );
}
