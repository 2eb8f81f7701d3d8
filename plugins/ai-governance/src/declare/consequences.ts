import type {
  AiTool,
  ClassificationId,
  DeclaredValues,
  Framework,
  Profile,
  ReviewTier,
  ToolAccess,
  ToolCondition,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What would be in force after a declaration, with the reason for each. @internal */
export interface DeclarationOutcome {
  classification: { value: ClassificationId; reasons: string[] };
  tier: { value: ReviewTier; reasons: string[] };
  tools: ToolAccess[];
  /** Set when somebody else has to approve. */
  approval?: { reasons: string[] };
}

const CONDITIONS: Record<ToolCondition, (tool: AiTool) => boolean> = {
  enterpriseEndpoint: tool => tool.enterpriseEndpoint,
  zeroRetentionOrOnPremises: tool => tool.zeroRetention || tool.onPremises,
  privacyMode: tool => tool.privacyMode,
  telemetryOff: tool => tool.telemetryOff,
};

/** What a declaration leads to. Pure, so that the form shows it while answering. @internal */
export function declarationOutcome(
  framework: Framework,
  tools: AiTool[],
  profile: Profile,
  values: DeclaredValues,
): DeclarationOutcome {
  const order = (id: ClassificationId) =>
    framework.classifications.find(c => c.id === id)?.order ?? 0;
  const subjects = framework.handles.filter(h =>
    (values.handles ?? []).includes(h.id),
  );
  let classification =
    values.classification ?? framework.settings.assumedClassification;
  let tier = values.tier ?? (framework.settings.assumedTier as ReviewTier);
  const classificationReasons: string[] = [];
  const tierReasons: string[] = [];
  for (const subject of subjects) {
    if (
      subject.classificationFloor &&
      order(subject.classificationFloor) >= order(classification)
    ) {
      classification = subject.classificationFloor;
      classificationReasons.push(subject.name);
    }
    if (subject.tierFloor >= tier) {
      tier = subject.tierFloor;
      tierReasons.push(subject.name);
    }
  }
  const lowers: string[] = [];
  if (
    profile.declared &&
    order(classification) < order(profile.classification.value)
  ) {
    lowers.push(`${profile.classification.value} → ${classification}`);
  }
  if (profile.tier.source !== 'assumed' && tier < profile.tier.value) {
    lowers.push(`${profile.tier.value} → ${tier}`);
  }
  const rule = framework.classifications.find(c => c.id === classification)
    ?.toolAccess;
  return {
    classification: { value: classification, reasons: classificationReasons },
    tier: { value: tier, reasons: tierReasons },
    tools: tools.map(tool => ({
      tool: tool.id,
      name: tool.name,
      allowed:
        rule?.allowed === 'approved' &&
        tool.status === 'approved' &&
        rule.conditions.every(condition => CONDITIONS[condition](tool)),
      reasons: tool.conditions ?? [],
    })),
    approval: lowers.length > 0 ? { reasons: lowers } : undefined,
  };
}

/** The declaration as annotation lines of a `catalog-info.yaml`. @internal */
export function declarationLines(values: DeclaredValues): string {
  const lines: string[] = [];
  if (values.classification) {
    lines.push(`ai-governance/data-classification: ${values.classification}`);
  }
  if (values.tier) {
    lines.push(`ai-governance/review-tier: "${values.tier}"`);
  }
  if (values.handles?.length) {
    lines.push(`ai-governance/handles: ${values.handles.join(',')}`);
  }
  if (values.adoptionStage) {
    lines.push(`ai-governance/adoption-stage: ${values.adoptionStage}`);
  }
  return lines.join('\n');
}
