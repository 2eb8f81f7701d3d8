import { useEffect, useId, useState } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useText } from '../hooks/useText';
import { countText, useInboxCount } from '../inbox/inboxCount';
import { readFilterState, writeFilterState } from '../overview/listState';
import { quietText } from '../theme/colors';
import { GOVERNANCE_PAGES, NAV_GROUPS } from './pages';
import { useGovernancePath } from './useGovernancePath';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: theme.spacing(0, 0, 2),
      fontFamily: theme.typography.fontFamily,
      borderBottom: `1px solid ${theme.palette.divider}`,
      '@media print': { display: 'none' },
    },
    groups: {
      display: 'flex',
      flexWrap: 'wrap',
      // Tighter before a group would fall into a line of its own.
      gap: `${theme.spacing(0.5)}px clamp(${theme.spacing(
        2,
      )}px, 1.2vw, ${theme.spacing(5)}px)`,
      listStyle: 'none',
      margin: 0,
      padding: 0,
      [theme.breakpoints.down('sm')]: {
        display: 'grid',
        gap: theme.spacing(1),
        paddingBottom: theme.spacing(1),
      },
    },
    group: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 600,
    },
    pages: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: `0 clamp(${theme.spacing(1.25)}px, 0.8vw, ${theme.spacing(2.5)}px)`,
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    link: {
      display: 'block',
      padding: theme.spacing(0.75, 0.25),
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
    count: {
      marginLeft: theme.spacing(0.75),
      padding: theme.spacing(0, 0.75),
      borderRadius: 999,
      backgroundColor: theme.palette.primary.main,
      color: theme.palette.primary.contrastText,
      fontSize: theme.typography.pxToRem(12),
      fontVariantNumeric: 'tabular-nums',
    },
    menu: {
      justifyContent: 'space-between',
      textTransform: 'none',
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
    expanded: { transform: 'rotate(180deg)' },
  }),
  { name: 'PlumblineGovernanceNav' },
);

/** Groups of pages with a heading each; those without pages are left out. */
function Groups(props: { root: string }) {
  const classes = useStyles();
  const t = useText();
  const id = useId();
  const { search } = useLocation();
  const { value: inbox } = useInboxCount();
  const filter = writeFilterState(
    readFilterState(new URLSearchParams(search)),
  ).toString();
  return (
    <ul className={classes.groups}>
      {NAV_GROUPS.map(group => {
        const pages = GOVERNANCE_PAGES.filter(page => page.group === group);
        return (
          pages.length > 0 && (
            <li key={group}>
              <div id={`${id}-${group}`} className={classes.group}>
                {t(`nav.groups.${group}`)}
              </div>
              <ul className={classes.pages} aria-labelledby={`${id}-${group}`}>
                {pages.map(page => (
                  <li key={page.id}>
                    <NavLink
                      to={{
                        pathname: page.path
                          ? `${props.root}/${page.path}`
                          : props.root,
                        search: page.filtered ? filter : '',
                      }}
                      end
                      className={classes.link}
                    >
                      {t(`nav.${page.id}`)}
                      {page.id === 'inbox' && inbox && inbox.total > 0 && (
                        <span
                          className={classes.count}
                          title={t('inbox.waits', { count: inbox.total })}
                        >
                          {countText(inbox)}
                        </span>
                      )}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </li>
          )
        );
      })}
    </ul>
  );
}

/**
 * The way between the governance pages: all of them side by side, or behind
 * the name of the one that is open on a narrow screen. @internal
 */
export function GovernanceNav() {
  const classes = useStyles();
  const t = useText();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'));
  const root = useGovernancePath();
  const { pathname } = useLocation();
  const listId = useId();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [pathname]);
  if (root === undefined) {
    return null;
  }
  const current =
    GOVERNANCE_PAGES.find(
      ({ path }) => path && pathname.replace(/\/$/, '').endsWith(`/${path}`),
    ) ?? GOVERNANCE_PAGES[0];
  return (
    <nav aria-label={t('nav.label')} className={classes.root}>
      {narrow && (
        <Button
          fullWidth
          className={classes.menu}
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-label={t('nav.menu', { page: t(`nav.${current.id}`) })}
          endIcon={
            <ExpandMoreIcon className={open ? classes.expanded : undefined} />
          }
          onClick={() => setOpen(!open)}
        >
          {t(`nav.${current.id}`)}
        </Button>
      )}
      {(open || !narrow) && (
        <div id={listId}>
          <Groups root={root} />
        </div>
      )}
    </nav>
  );
}
