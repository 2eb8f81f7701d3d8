import { useId } from 'react';
import TextField, {
  type OutlinedTextFieldProps,
} from '@material-ui/core/TextField';

/** A labelled field of a form. @internal */
export function TextBox(
  props: Omit<OutlinedTextFieldProps, 'variant' | 'onChange'> & {
    onChange: (value: string) => void;
  },
) {
  const { onChange, ...rest } = props;
  const id = useId();
  return (
    <TextField
      id={id}
      variant="outlined"
      size="small"
      fullWidth
      {...rest}
      InputLabelProps={{ shrink: true }}
      onChange={event => onChange(event.target.value)}
    />
  );
}
