import { Content, Header, Page } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../hooks/useText';
import { GovernancePages } from '../pages/GovernancePages';

const useStyles = makeStyles(
  // The page's header already ends with room below it.
  { content: { paddingTop: 0 } },
  { name: 'PlumblineOverviewContent' },
);

/** The governance page for apps on the old frontend system, with its header. @public */
export function AiGovernancePage() {
  const t = useText();
  return (
    <Page themeId="tool">
      <Header title={t('overview.title')} />
      <Content>
        <GovernancePages />
      </Content>
    </Page>
  );
}

/** The governance page's content for the new system, which draws the header itself. @internal */
export function OverviewContent() {
  const classes = useStyles();
  return (
    <main>
      <Content className={classes.content}>
        <GovernancePages />
      </Content>
    </main>
  );
}
