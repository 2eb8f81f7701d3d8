import { assistantName } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiTool,
  Check,
  CheckTypeDescription,
  Classification,
  ClassificationId,
  Control,
  Framework,
  FrameworkDomain,
  FrameworkMistake,
  FrameworkResponse,
  HandledSubject,
  Level,
  MaturityLevel,
  ReviewTier,
  ReviewTierDefinition,
  Risk,
  RiskAcceptance,
  Scope,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Validity of an attestation where the frequency is an event, in days. @internal */
export const EVENT_VALIDITY_DAYS = 366;

/** A check with where it stands in the framework. @internal */
export interface PlacedCheck {
  check: Check;
  scope: Scope;
  /** Absent for a characteristic of a level. */
  control?: Control;
  /** The level a characteristic belongs to. */
  level?: Level;
  /** Longest validity of an attestation, in days. */
  days: number;
}

/** The framework in force, looked up by id. @internal */
export interface FrameworkIndex {
  framework: Framework;
  tools: AiTool[];
  /** Mistakes of the configured file, which is not in force because of them. */
  refused: FrameworkMistake[];
  /** Whether there are badges for READMEs. */
  badges: boolean;
  /** Risks of the organization that the executive sponsor accepts. */
  riskAcceptances: RiskAcceptance[];
  /** Where dates that people enter end at 24:00. */
  timeZone: string;
  control(id: string): Control | undefined;
  check(id: string): Check | undefined;
  /** The check with its scope, control and longest validity. */
  place(id: string): PlacedCheck | undefined;
  /** Whether people answer the check. */
  attestable(id: string): boolean;
  /** Every check with its place, in the framework's order. */
  places: PlacedCheck[];
  checkType(type: string): CheckTypeDescription | undefined;
  level(level: Level): MaturityLevel | undefined;
  classification(id: ClassificationId): Classification | undefined;
  tier(tier: ReviewTier): ReviewTierDefinition | undefined;
  risk(id: string): Risk | undefined;
  subject(id: string): HandledSubject | undefined;
  tool(id: string): AiTool | undefined;
  /** Name of a tool, as the registry or else everybody calls it. */
  toolName(id: string): string;
  /** Name of a role, or its id when the framework does not define it. */
  roleName(id: string): string;
  /** Controls of each domain, in the framework's order. */
  domains: { domain: FrameworkDomain; controls: Control[] }[];
}

function byKey<K, T>(items: T[], key: (item: T) => K): Map<K, T> {
  return new Map(items.map(item => [key(item), item]));
}

function placedChecks(framework: Framework): PlacedCheck[] {
  const days = (check: Check, control?: Control) => {
    const frequency = check.frequency ?? control?.frequency;
    return frequency?.kind === 'age' ? frequency.days : EVENT_VALIDITY_DAYS;
  };
  return [
    ...framework.controls.flatMap(control =>
      control.parts.flatMap(part =>
        part.checks.map(check => ({
          check,
          scope: part.scope,
          control,
          days: days(check, control),
        })),
      ),
    ),
    ...framework.levels.flatMap(level =>
      level.characteristics.flatMap(({ check }) =>
        check
          ? [
              {
                check,
                scope: 'organization' as const,
                level: level.level,
                days: days(check),
              },
            ]
          : [],
      ),
    ),
  ];
}

/** Builds the look-ups once per answered framework. @internal */
export function indexFramework(response: FrameworkResponse): FrameworkIndex {
  const { framework, tools, timeZone, checkTypes } = response;
  const controls = byKey(framework.controls, c => c.id);
  const places = placedChecks(framework);
  const placed = byKey(places, place => place.check.id);
  const types = byKey(checkTypes, c => c.type);
  const levels = byKey(framework.levels, l => l.level);
  const classifications = byKey(framework.classifications, c => c.id);
  const tiers = byKey(framework.reviewTiers, t => t.tier);
  const risks = byKey(framework.risks, r => r.id);
  const subjects = byKey(framework.handles, h => h.id);
  const roles = byKey(framework.roles, r => r.id);
  const toolsById = byKey(tools, t => t.id);
  return {
    framework,
    tools,
    refused: response.refused ?? [],
    badges: response.badges ?? false,
    riskAcceptances: response.riskAcceptances ?? [],
    timeZone,
    control: id => controls.get(id),
    check: id => placed.get(id)?.check,
    place: id => placed.get(id),
    attestable: id => {
      const check = placed.get(id)?.check;
      return check?.type === 'attestation' || check?.attestable === true;
    },
    places,
    checkType: type => types.get(type),
    level: level => levels.get(level),
    classification: id => classifications.get(id),
    tier: tier => tiers.get(tier),
    risk: id => risks.get(id),
    subject: id => subjects.get(id),
    tool: id => toolsById.get(id),
    toolName: id => toolsById.get(id)?.name ?? assistantName(id),
    roleName: id => roles.get(id)?.name ?? id,
    domains: framework.domains.map(domain => ({
      domain,
      controls: framework.controls.filter(c => c.domain === domain.id),
    })),
  };
}
