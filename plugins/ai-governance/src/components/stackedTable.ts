import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../theme/colors';

/**
 * Turns the rows of a table into blocks of lines on a phone, each line with
 * the name of its column, which cells carry as `data-label`. Its elements need
 * their roles in so many words: drawn as blocks, some browsers take them for
 * none. @internal
 */
export const useStackedStyles = makeStyles(
  theme => ({
    root: {
      [theme.breakpoints.down('xs')]: {
        '& table, & tbody, & tr, & th': { display: 'block' },
        '& thead': {
          position: 'absolute',
          width: 1,
          height: 1,
          overflow: 'hidden',
          clip: 'rect(0 0 0 0)',
        },
        '& tbody tr': { padding: theme.spacing(1, 1.5) },
        '& tbody th, & tbody td': {
          minWidth: 0,
          padding: theme.spacing(0.25, 0),
          border: 0,
          textAlign: 'left',
          overflowWrap: 'anywhere',
        },
        // As wide as the others, so that its value stands below theirs.
        '& tbody td:last-child': { paddingRight: 0 },
        '& tbody th': { fontWeight: 700 },
        // What stands below a name.
        '& tbody th div div': { fontWeight: 400 },
        '& tbody td': {
          display: 'grid',
          gridTemplateColumns: '34% minmax(0, 1fr)',
          gap: theme.spacing(1),
          '&::before': {
            content: 'attr(data-label)',
            color: quietText(theme),
            fontSize: theme.typography.pxToRem(13),
          },
        },
      },
    },
  }),
  { name: 'PlumblineStackedTable' },
);
