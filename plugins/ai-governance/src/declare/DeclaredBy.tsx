import type { DeclarationResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime } from '../components';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';

/** Who declared it and when; of a descriptor nobody knows who. @internal */
export function DeclaredBy(props: {
  declaration: Pick<DeclarationResponse, 'by' | 'at' | 'source'>;
}) {
  const { by, at, source } = props.declaration;
  const t = useText();
  return (
    <>
      {source === 'descriptor'
        ? t('sampled.inDescriptor')
        : t('profile.pendingBy', { person: personName(by) })}{' '}
      <RelativeTime instant={at} />
    </>
  );
}
