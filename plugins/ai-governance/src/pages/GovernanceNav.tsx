import { NavLink } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../hooks/useText';
import { useGovernancePath } from './useGovernancePath';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 3),
      listStyle: 'none',
      margin: theme.spacing(0, 0, 2),
      padding: 0,
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontFamily: theme.typography.fontFamily,
    },
    link: {
      display: 'block',
      padding: theme.spacing(1, 0.25),
      marginBottom: -1,
      borderBottom: '2px solid transparent',
      color: theme.palette.text.primary,
      fontSize: theme.typography.pxToRem(14),
      fontWeight: 600,
      textDecoration: 'none',
      '&:hover': { borderBottomColor: theme.palette.text.secondary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      '&[aria-current="page"]': {
        borderBottomColor: theme.palette.primary.main,
      },
    },
  }),
  { name: 'PlumblineGovernanceNav' },
);

const PAGES = [
  ['overview', ''],
  ['attestations', '/attestations'],
  ['disputes', '/disputes'],
  ['data', '/data'],
] as const;

/** The way between the governance pages. @internal */
export function GovernanceNav() {
  const classes = useStyles();
  const t = useText();
  const root = useGovernancePath();
  if (root === undefined) {
    return null;
  }
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={classes.list}>
        {PAGES.map(([id, path]) => (
          <li key={id}>
            <NavLink to={`${root}${path}`} end className={classes.link}>
              {t(`nav.${id}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
