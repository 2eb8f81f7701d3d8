import type { DeclaredValues } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText, type Translate } from '../hooks/useText';

/** Each value that was declared, in words. */
function valuesOf(
  values: DeclaredValues,
  t: Translate,
  index: FrameworkIndex | undefined,
): string[] {
  const { classification, tier, handles, adoptionStage, aiUse } = values;
  const said: [string, string | undefined][] = [
    [
      t('profile.classification'),
      classification &&
        (index?.classification(classification)?.name ?? classification),
    ],
    [t('profile.tier'), tier && String(tier)],
    [
      t('profile.handles'),
      handles &&
        (handles.map(id => index?.subject(id)?.name ?? id).join(', ') ||
          t('earlier.handlesNone')),
    ],
    [
      t('profile.aiUse'),
      aiUse === 'none'
        ? t('profile.aiUseNone')
        : aiUse?.map(id => index?.toolName(id) ?? id).join(', '),
    ],
    [
      t('profile.adoptionStage'),
      adoptionStage &&
        (index?.framework.adoptionStages.find(({ id }) => id === adoptionStage)
          ?.name ??
          adoptionStage),
    ],
  ];
  return said.flatMap(([label, value]) =>
    value ? [t('earlier.value', { label, value })] : [],
  );
}

/** What was declared, on one line. @internal */
export function DeclaredText(props: { values: DeclaredValues }) {
  const t = useText();
  const declared = valuesOf(props.values, t, useFrameworkIndex());
  return (
    <span>
      {declared.length > 0 ? declared.join(' · ') : t('earlier.nothing')}
    </span>
  );
}
