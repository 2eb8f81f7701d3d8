import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(0.5) },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
    input: { font: 'inherit', color: 'inherit', maxWidth: '100%' },
  }),
  { name: 'PlumblineFileField' },
);

/** A file, with what it may be; a CSV file where nothing else is said. @internal */
export function FileField(props: {
  help: string;
  accept?: string;
  label?: string;
  onChange: (file: File | undefined) => void;
}) {
  const classes = useStyles();
  const t = useText();
  const id = useId();
  const helpId = useId();
  return (
    <div className={classes.root}>
      <label htmlFor={id}>{props.label ?? t('data.file')}</label>
      <input
        id={id}
        className={classes.input}
        type="file"
        accept={props.accept ?? '.csv,text/csv'}
        aria-describedby={helpId}
        onChange={event => props.onChange(event.target.files?.[0])}
      />
      <span id={helpId} className={classes.quiet}>
        {props.help}
      </span>
    </div>
  );
}

/** The text of a file; also where the browser's own `text()` is missing. @internal */
export function textOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsText(file);
  });
}
