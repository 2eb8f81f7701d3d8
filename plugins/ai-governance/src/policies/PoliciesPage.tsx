import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type ClassificationId,
  type PolicySection,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  ClassificationChip,
  ControlExplain,
  Problem,
  Section,
  TierChip,
  usePageStyles,
} from '../components';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useFrameworkAnswer } from '../framework/FrameworkProvider';
import { FrameworkVersionLink } from '../framework-versions/FrameworkVersionLink';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import { NO_FILTER } from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';
import type { PolicyKind } from './policyPath';

const LOADING_ROWS = 6;

const useStyles = makeStyles(
  theme => ({
    jumps: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    entries: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 400px), 1fr))',
      gap: theme.spacing(0, 4),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    entry: {
      minWidth: 0,
      padding: theme.spacing(1.5),
      marginLeft: theme.spacing(-1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
      breakInside: 'avoid',
    },
    /** What the address asks for. */
    found: { boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}` },
    title: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      margin: 0,
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    rules: {
      margin: theme.spacing(0.75, 0, 0),
      paddingLeft: theme.spacing(2.5),
      '& > li': { marginTop: theme.spacing(0.5) },
    },
    control: { whiteSpace: 'nowrap' },
    globs: { fontSize: theme.typography.pxToRem(12.5) },
  }),
  { name: 'PlumblinePolicies' },
);

/** One rule; the one the address asks for comes into view with the focus. */
function Entry(props: {
  title: ReactNode;
  found: boolean;
  children: ReactNode;
}) {
  const { title, found } = props;
  const classes = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  // Also when it is asked for once more.
  const { key } = useLocation();
  useEffect(() => {
    if (found) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView?.({ block: 'center' });
    }
  }, [found, key]);
  return (
    <li className={`${classes.entry} ${found ? classes.found : ''}`}>
      <h3 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h3>
      {props.children}
    </li>
  );
}

/** The controls that a rule is checked by, each with its services. */
function Controls(props: { index: FrameworkIndex; ids: readonly string[] }) {
  const classes = useStyles();
  const entitiesLink = useEntitiesLink(NO_FILTER);
  return (
    <>
      {props.ids.map(id => {
        const control = props.index.control(id);
        return (
          <Fragment key={id}>
            {' '}
            <span className={classes.control}>
              <Link
                to={entitiesLink({ control: id, status: 'open' })}
                title={control?.name}
                underline="always"
              >
                {id}
              </Link>
              {control && <ControlExplain control={control} />}
            </span>
          </Fragment>
        );
      })}
    </>
  );
}

function Policy(props: {
  index: FrameworkIndex;
  policy: PolicySection;
  found: boolean;
}) {
  const { policy, index, found } = props;
  const classes = useStyles();
  const page = usePageStyles();
  return (
    <Entry title={policy.name} found={found}>
      <div className={page.quiet}>{policy.description}</div>
      <ul className={classes.rules}>
        {policy.items.map(({ id, text, controls }) => (
          <li key={id}>
            {text}
            {controls && <Controls index={index} ids={controls} />}
          </li>
        ))}
      </ul>
    </Entry>
  );
}

/** The registered tools that may be used with data of a classification now. */
function useToolsFor(): (id: ClassificationId) => string[] | undefined {
  const api = useApi(aiGovernanceApiRef);
  const { value } = useResource(() => api.getTools(), [api]);
  return id =>
    value?.items
      .filter(({ access }) =>
        access.some(each => each.classification === id && each.allowed),
      )
      .map(({ name }) => name);
}

function Rules(props: { index: FrameworkIndex }) {
  const { index } = props;
  const { framework } = index;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const governance = useGovernancePath() ?? '';
  const entitiesLink = useEntitiesLink(NO_FILTER);
  const toolsFor = useToolsFor();
  const [params] = useSearchParams();
  const found = (kind: PolicyKind, id: string) => params.get(kind) === id;
  return (
    <>
      <Section
        title={t('policies.title')}
        note={
          <>
            {framework.name},{' '}
            <FrameworkVersionLink version={framework.version}>
              {t('frameworkVersions.version', { version: framework.version })}
            </FrameworkVersionLink>
          </>
        }
      >
        <p className={page.text}>{t('policies.text')}</p>
        <ul className={classes.jumps} aria-label={t('policies.jumps')}>
          {framework.policies.map(({ id, name }) => (
            <li key={id}>
              <Link to={`?policy=${encodeURIComponent(id)}`} underline="always">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={t('policies.access')}
        note={t('policies.accessNote')}
        action={
          <Link to={`${governance}/tools`}>{t('policies.registry')}</Link>
        }
      >
        <ul className={classes.entries}>
          {framework.classifications.map(({ id, description, toolAccess }) => (
            <Entry
              key={id}
              title={<ClassificationChip classification={id} plain />}
              found={found('classification', id)}
            >
              <div className={page.quiet}>{description}</div>
              <div>
                <strong>{t('policies.aiTools')}</strong>{' '}
                {toolAccess.description}
              </div>
              {toolAccess.allowed !== 'none' && toolsFor(id) && (
                <div>
                  <strong>{t('policies.now')}</strong>{' '}
                  {toolsFor(id)!.join(', ') || t('policies.noTool')}
                </div>
              )}
              <Link
                to={entitiesLink({ classification: id })}
                underline="always"
              >
                {t('policies.servicesOf')}
              </Link>
            </Entry>
          ))}
        </ul>
      </Section>
      <Section title={t('policies.tiers')} note={t('policies.tiersNote')}>
        <ul className={classes.entries}>
          {framework.reviewTiers.map(
            ({ tier, name, description, requirements }) => (
              <Entry
                key={tier}
                title={
                  <>
                    <TierChip tier={tier} plain /> {name}
                  </>
                }
                found={found('tier', String(tier))}
              >
                <div className={page.quiet}>{description}</div>
                <ul className={classes.rules}>
                  {requirements.map(requirement => (
                    <li key={requirement}>{requirement}</li>
                  ))}
                </ul>
                <Link to={entitiesLink({ tier })} underline="always">
                  {t('policies.servicesOf')}
                </Link>
              </Entry>
            ),
          )}
        </ul>
      </Section>
      <Section title={t('policies.zones')} note={t('policies.zonesNote')}>
        <ul className={classes.entries}>
          {framework.zones.map(({ id, name, description, globs }) => (
            <Entry key={id} title={name} found={found('zone', id)}>
              <div>{description}</div>
              <code className={`${page.quiet} ${classes.globs}`}>
                {globs.join('  ')}
              </code>
            </Entry>
          ))}
        </ul>
      </Section>
      <Section title={t('policies.people')} note={t('policies.peopleNote')}>
        <ul className={classes.entries}>
          {framework.policies.map(policy => (
            <Policy
              key={policy.id}
              index={index}
              policy={policy}
              found={found('policy', policy.id)}
            />
          ))}
        </ul>
      </Section>
    </>
  );
}

/** The rules of the framework in force, in words, each with what it is checked by. @internal */
export function PoliciesPage() {
  const page = usePageStyles();
  const t = useText();
  const { index, error, reload } = useFrameworkAnswer();
  return (
    <div className={page.root}>
      {error && !index && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {!index && !error && (
        <div role="status" aria-label={t('policies.loading')}>
          {Array.from({ length: LOADING_ROWS }, (_, row) => (
            <Skeleton key={row} height={72} />
          ))}
        </div>
      )}
      {index && <Rules index={index} />}
    </div>
  );
}
