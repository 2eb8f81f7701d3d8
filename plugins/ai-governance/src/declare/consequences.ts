import {
  catalogInfoLines,
  consequences,
  judgeDeclaration,
  type AiTool,
  type Consequences,
  type DeclarationJudgement,
  type DeclaredValues,
  type DescriptorDeclaration,
  type Framework,
  type Instant,
  type Profile,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What a declaration leads to, shown while somebody answers. @internal */
export interface DeclarationOutcome {
  follows: Consequences;
  judgement: DeclarationJudgement;
  /** The same declaration as annotation lines of a `catalog-info.yaml`. */
  lines: string[];
}

/**
 * Judges the answers of the form with the rules that judge them later. Pure,
 * so it runs on every change. @internal
 */
export function declarationOutcome(input: {
  framework: Framework;
  tools: AiTool[];
  entityRef: string;
  current: Profile;
  descriptor?: DescriptorDeclaration;
  values: DeclaredValues;
  at: Instant;
}): DeclarationOutcome {
  const { framework, tools, values, at } = input;
  const entity = { ref: input.entityRef };
  return {
    follows: consequences({
      framework,
      tools,
      values,
      entity,
      descriptor: input.descriptor,
      at,
    }),
    judgement: judgeDeclaration({
      framework,
      current: input.current,
      entity,
      values,
      by: '',
      at,
    }),
    lines: catalogInfoLines(values),
  };
}

/**
 * The declaration without answers that say nothing: no subject ticked, "these
 * assistants" with none named. @internal
 */
export function cleaned(values: DeclaredValues): DeclaredValues {
  const { classification, tier, handles, adoptionStage, aiUse } = values;
  return {
    ...(classification !== undefined && { classification }),
    ...(tier !== undefined && { tier }),
    ...(handles && handles.length > 0 && { handles }),
    ...(adoptionStage !== undefined && { adoptionStage }),
    ...(aiUse !== undefined && aiUse.length > 0 && { aiUse }),
  };
}
