import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import TextField, {
  type OutlinedTextFieldProps,
} from '@material-ui/core/TextField';
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
  const { onChange, ...rest } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <TextField
      id={id}
      variant="outlined"
      size="small"
      fullWidth
      {...rest}
      InputLabelProps={{ shrink: true }}
      InputProps={{ className: classes.input }}
      onChange={event => onChange(event.target.value)}
    />
  );
}
