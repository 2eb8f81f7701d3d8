import { Content, Header, Page } from '@backstage/core-components';
import { useText } from '../hooks/useText';
import { Overview } from './Overview';

/** The governance page for apps on the old frontend system, with its header. @public */
export function AiGovernancePage() {
  const t = useText();
  return (
    <Page themeId="tool">
      <Header title={t('overview.title')} />
      <Content>
        <Overview />
      </Content>
    </Page>
  );
}

/** The governance page's content for the new system, which draws the header itself. @internal */
export function OverviewContent() {
  return (
    <main>
      <Content>
        <Overview />
      </Content>
    </main>
  );
}
