import { useCallback, useEffect, useState } from 'react';
import {
  configApiRef,
  discoveryApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { Progress } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { chosenPerson } from './chosenPerson';
import { DemoIdentity } from './DemoIdentity';
import { demoPeople, findPerson } from './people';

const useStyles = makeStyles(
  theme => ({
    root: {
      minHeight: '100vh',
      boxSizing: 'border-box',
      padding: theme.spacing(6, 3),
      backgroundColor: theme.palette.background.default,
      color: theme.palette.text.primary,
      fontFamily: theme.typography.fontFamily,
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(3, 2) },
    },
    inner: { maxWidth: 960, margin: '0 auto' },
    title: { margin: 0, fontSize: 34, fontWeight: 700 },
    intro: {
      margin: theme.spacing(1, 0, 4),
      maxWidth: 620,
      fontSize: 16,
      lineHeight: 1.5,
      color: theme.palette.text.secondary,
    },
    people: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(270px, 1fr))',
      gap: theme.spacing(2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    person: {
      display: 'block',
      width: '100%',
      height: '100%',
      padding: theme.spacing(2.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 8,
      backgroundColor: theme.palette.background.paper,
      color: 'inherit',
      font: 'inherit',
      textAlign: 'left',
      cursor: 'pointer',
      transition: 'border-color 120ms, box-shadow 120ms',
      '&:hover, &:focus-visible': {
        borderColor: theme.palette.primary.main,
        boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
        outline: 'none',
      },
      '&:disabled': { cursor: 'progress', opacity: 0.6 },
    },
    name: { display: 'block', fontSize: 18, fontWeight: 700 },
    role: {
      display: 'block',
      marginTop: 2,
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    tries: {
      display: 'block',
      marginTop: theme.spacing(1.5),
      lineHeight: 1.45,
    },
    error: {
      marginBottom: theme.spacing(3),
      padding: theme.spacing(1.5, 2),
      borderLeft: `4px solid ${theme.palette.error.main}`,
      backgroundColor: theme.palette.background.paper,
    },
    note: {
      marginTop: theme.spacing(4),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'PlumblineDemoSignIn' },
);

/**
 * The demo's door: six people to be, one click each. Whoever was chosen before
 * in this tab comes straight in.
 */
export function DemoSignInPage(props: {
  onSignInSuccess: (identityApi: IdentityApi) => void;
}) {
  const { onSignInSuccess } = props;
  const classes = useStyles();
  const discoveryApi = useApi(discoveryApiRef);
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Plumbline demo';
  const [remembered] = useState(() => findPerson(chosenPerson.read())?.id);
  const [busy, setBusy] = useState(remembered);
  const [returning, setReturning] = useState(Boolean(remembered));
  const [error, setError] = useState<Error>();

  const signIn = useCallback(
    async (id: string) => {
      setBusy(id);
      setError(undefined);
      const identity = new DemoIdentity(id, discoveryApi);
      try {
        await identity.start();
        chosenPerson.write(id);
        onSignInSuccess(identity);
      } catch (e) {
        setError(e instanceof Error ? e : new Error(String(e)));
        setBusy(undefined);
        setReturning(false);
      }
    },
    [discoveryApi, onSignInSuccess],
  );

  useEffect(() => {
    if (remembered) {
      signIn(remembered);
    }
  }, [remembered, signIn]);

  if (returning) {
    return <Progress />;
  }
  return (
    <main className={classes.root}>
      <div className={classes.inner}>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.intro}>
          A portal with an example organization, assessed by the real
          collectors. Choose who you want to be; you can switch at any time, and
          open a second tab to be somebody else beside.
        </p>
        {error && (
          <div className={classes.error} role="alert">
            Signing in did not work: {error.message}
          </div>
        )}
        <ul className={classes.people}>
          {demoPeople.map(person => (
            <li key={person.id}>
              <button
                type="button"
                className={classes.person}
                disabled={busy !== undefined}
                onClick={() => signIn(person.id)}
              >
                <span className={classes.name}>{person.name}</span>
                <span className={classes.role}>{person.role}</span>
                <span className={classes.tries}>{person.tries}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className={classes.note}>
          This sign-in exists only in the demo and only on this machine. All
          people and services are examples.
        </p>
      </div>
    </main>
  );
}
