import type {
  Gap,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** The gaps of a scorecard by who can close them. @internal */
export interface GapGroups {
  owners: Gap[];
  group: Gap[];
  /** Of the entity, but for whoever runs the portal. */
  operator: Gap[];
  /** Of the organization, and those of the entity that one of its roles closes. */
  organization: Gap[];
}

/** Only what the owners or their group can close is theirs, whatever it is about. @internal */
export function gapGroups(
  scorecard: Pick<Scorecard, 'ownGaps' | 'organizationGaps'>,
): GapGroups {
  const groups: GapGroups = {
    owners: [],
    group: [],
    operator: [],
    organization: [],
  };
  for (const gap of scorecard.ownGaps) {
    if (gap.actor === 'owner') {
      groups.owners.push(gap);
    } else if (gap.actor === 'group' || gap.actor === 'operator') {
      groups[gap.actor].push(gap);
    } else {
      groups.organization.push(gap);
    }
  }
  groups.organization.push(...scorecard.organizationGaps);
  return groups;
}
