import { makeStyles, type Theme } from '@material-ui/core/styles';
import { quietText } from '../theme/colors';

/**
 * Text of a field a little smaller than usual; the gap in its outline stays as
 * wide as the label, which does not follow. @internal
 */
export const fieldText = (theme: Theme) => ({
  fontSize: theme.typography.pxToRem(14),
  '& legend': { fontSize: theme.typography.pxToRem(12) },
});

/** Layout and text of a dialog's content, which stands outside of any page. @internal */
export const dialogText = (theme: Theme) => ({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  alignContent: 'start',
  gap: theme.spacing(2),
  fontFamily: theme.typography.fontFamily,
  fontSize: theme.typography.pxToRem(14),
  lineHeight: 1.5,
  '& p': { margin: 0, overflowWrap: 'anywhere' as const },
});

/** What the tables and lists of the governance pages share. @internal */
export const usePageStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2.5),
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.pxToRem(14),
    },
    filters: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-end',
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(1.5),
    },
    search: { flex: '1 1 200px', maxWidth: 340 },
    /** As wide as it asks for, beside other things to do. */
    fixed: { width: 190 },
    choice: { flex: '0 1 200px', minWidth: 150 },
    /** One of many, which share a line where there is one. */
    part: { flex: '1 1 150px', maxWidth: 200 },
    scroll: { overflowX: 'auto' },
    // With the element's name they win over the table's own style, whichever
    // of the two was loaded first.
    cell: {
      'td&, th&': {
        padding: theme.spacing(1, 1.5),
        fontSize: theme.typography.pxToRem(14),
        lineHeight: 1.43,
        verticalAlign: 'top',
        overflowWrap: 'break-word',
      },
      // Names are not broken into syllables; the table scrolls instead.
      'th&': { minWidth: theme.spacing(13) },
    },
    head: { 'th&': { fontWeight: 700, whiteSpace: 'nowrap' } },
    number: {
      'td&, th&': {
        textAlign: 'right',
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
      },
    },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    text: {
      margin: theme.spacing(0, 0, 1.5),
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      padding: theme.spacing(1.25, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
      lineHeight: 1.5,
    },
    /** Around a line that opens. */
    line: { borderTop: `1px solid ${theme.palette.divider}` },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      gap: theme.spacing(0.5, 2),
      alignItems: 'start',
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        '& > button, & > a': { justifySelf: 'start' },
      },
    },
    middle: { alignItems: 'center' },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      alignItems: 'center',
    },
    /** Takes no room where there is nothing to say or to do. */
    filled: { '&:empty': { display: 'none' } },
    after: { marginTop: theme.spacing(1.5) },
    button: { minWidth: 0 },
    /** Keeps a column of sentences readable where a table scrolls. */
    wide: { display: 'inline-block', minWidth: 140 },
    /** The same for what takes several lines anyway. */
    sentences: {
      display: 'inline-block',
      minWidth: 260,
      [theme.breakpoints.down('xs')]: { minWidth: 0 },
    },
    whole: { whiteSpace: 'nowrap' },
  }),
  { name: 'PlumblinePage' },
);
