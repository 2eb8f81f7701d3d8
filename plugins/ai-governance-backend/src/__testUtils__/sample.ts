import {
  defaultFramework,
  digestOf,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Names of services whose first declaration belongs to the sample, or does not. */
export function drawn(isDrawn: boolean, count: number): string[] {
  const names: string[] = [];
  for (let number = 0; names.length < count; number++) {
    const digest = digestOf([`component:default/service-${number}`]);
    const draw = parseInt(digest.slice(0, 8), 16) / 2 ** 32;
    if (draw < defaultFramework.settings.internalSampleShare === isDrawn) {
      names.push(`service-${number}`);
    }
  }
  return names;
}
