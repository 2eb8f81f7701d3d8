import { TextBox } from './TextBox';

/** A reason or another statement in a few lines, which has to say something. @internal */
export function StatementBox(props: {
  label: string;
  helperText?: string;
  value: string;
  onChange: (value: string) => void;
  /** Lines it begins with. */
  rows?: number;
  maxLength?: number;
}) {
  const { rows = 2, maxLength = 2000, ...rest } = props;
  return (
    <TextBox
      {...rest}
      multiline
      minRows={rows}
      required
      inputProps={{ maxLength }}
    />
  );
}
