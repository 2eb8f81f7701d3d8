import { forwardRef, type CSSProperties, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Tone } from '../theme/colors';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      maxWidth: '100%',
      padding: theme.spacing(0.125, 1),
      borderRadius: 999,
      border: '1px solid var(--plumbline-chip-border)',
      backgroundColor: 'var(--plumbline-chip-surface)',
      color: 'var(--plumbline-chip-text)',
      font: 'inherit',
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 600,
      lineHeight: 1.5,
      whiteSpace: 'nowrap',
      textAlign: 'left',
    },
    clickable: {
      cursor: 'pointer',
      '&:hover': { borderColor: 'currentColor' },
      '&:focus-visible': {
        outline: '2px solid currentColor',
        outlineOffset: 2,
      },
    },
    note: { fontWeight: 400, fontStyle: 'italic' },
  }),
  { name: 'PlumblineChip' },
);

/**
 * The colours of one chip as properties of its element: a rule in a style
 * sheet for each would be parsed again for every chip of every row.
 */
function colorsOf(tone: Tone): CSSProperties {
  return {
    '--plumbline-chip-border': tone.border,
    '--plumbline-chip-surface': tone.surface,
    '--plumbline-chip-text': tone.text,
  } as CSSProperties;
}

/** The shape classification and tier share; a button when it explains itself. @internal */
export const Chip = forwardRef<
  HTMLButtonElement,
  {
    tone: Tone;
    icon?: ReactNode;
    note?: string;
    children: ReactNode;
    onClick?: (event: React.MouseEvent<HTMLButtonElement>) => void;
    'aria-label'?: string;
    'aria-haspopup'?: 'dialog';
    'aria-expanded'?: boolean;
  }
>((props, ref) => {
  const { tone, icon, note, children, onClick, ...aria } = props;
  const classes = useStyles();
  const style = colorsOf(tone);
  const content = (
    <>
      {icon}
      <span>{children}</span>
      {note && <span className={classes.note}>{note}</span>}
    </>
  );
  if (!onClick) {
    return (
      <span className={classes.root} style={style}>
        {content}
      </span>
    );
  }
  return (
    <button
      type="button"
      ref={ref}
      className={`${classes.root} ${classes.clickable}`}
      style={style}
      onClick={onClick}
      {...aria}
    >
      {content}
    </button>
  );
});
