import type {
  CheckResult,
  Effort,
  Framework,
  JudgedParts,
  Level,
  PlanningUnit,
  Scope,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  isOpenStatus,
  isOwnOpen,
  unpackPart,
} from '../assessment/packedStatuses';
import type { FrameworkInForce } from '../framework/FrameworkService';

const EFFORTS: Effort[] = ['small', 'medium', 'large'];

/** Key of a control's part. */
export const unitKey = (control: string, scope: Scope) => `${control}/${scope}`;

/** What can be closed under a framework, and what of it is open for whom. */
export class OpenUnits {
  readonly #byKey = new Map<string, PlanningUnit>();
  /** Controls that some level demands, with their place in packed statuses. */
  readonly #demanded: { id: string; position: number }[];
  readonly #framework: Framework;

  constructor({ framework, positions }: FrameworkInForce) {
    this.#framework = framework;
    const levelOf = new Map<string, Level>();
    for (const { level, requiredControls } of framework.levels) {
      for (const id of requiredControls) {
        levelOf.set(id, Math.min(level, levelOf.get(id) ?? level) as Level);
      }
    }
    this.#demanded = [...levelOf.keys()].flatMap(id => {
      const position = positions.get(id);
      return position === undefined ? [] : [{ id, position }];
    });
    for (const control of framework.controls) {
      const level = levelOf.get(control.id);
      for (const scope of ['entity', 'group', 'organization'] as const) {
        const parts = control.parts.filter(part => part.scope === scope);
        if (level !== undefined && parts.length > 0) {
          const key = unitKey(control.id, scope);
          const effort = hardest(parts.flatMap(({ checks }) => checks));
          this.#byKey.set(key, {
            key,
            control: control.id,
            scope,
            level,
            effort,
            defaultEffort: effort,
          });
        }
      }
    }
    for (const { level, characteristics } of framework.levels) {
      for (const { check } of characteristics) {
        if (check) {
          this.#byKey.set(check.id, {
            key: check.id,
            check: check.id,
            scope: 'organization',
            level,
            effort: check.remediation.effort,
            defaultEffort: check.remediation.effort,
          });
        }
      }
    }
  }

  get(key: string): PlanningUnit | undefined {
    return this.#byKey.get(key);
  }

  /** Units of a control, or the one with this key. */
  named(name: string): PlanningUnit[] {
    const unit = this.#byKey.get(name);
    return unit
      ? [unit]
      : [...this.#byKey.values()].filter(({ control }) => control === name);
  }

  /** Keys of what an entity has to close itself. */
  ofEntity(packed: string): string[] {
    return this.#demanded.flatMap(({ id, position }) =>
      isOwnOpen(packed[position]) ? [unitKey(id, 'entity')] : [],
    );
  }

  /** Keys of what a group has to close for everything it owns. */
  ofGroup(packed: string): string[] {
    return this.#demanded.flatMap(({ id, position }) =>
      isOpenStatus(unpackPart(packed, position)) ? [unitKey(id, 'group')] : [],
    );
  }

  /** Keys of what the organization has to close for everybody. */
  ofOrganization({ parts, criteria }: JudgedParts): string[] {
    const passes = (id: string) =>
      criteria.some(
        ({ check, outcome }: CheckResult) => check === id && outcome === 'pass',
      );
    return [
      ...parts.flatMap(({ control, status }) => {
        const key = unitKey(control, 'organization');
        return isOpenStatus(status) && this.#byKey.has(key) ? [key] : [];
      }),
      ...this.#framework.levels.flatMap(({ characteristics }) =>
        characteristics.flatMap(({ check }) =>
          check && !passes(check.id) ? [check.id] : [],
        ),
      ),
    ];
  }
}

/** The parts of a control are closed together: the most laborious check decides. */
function hardest(
  checks: readonly { remediation: { effort: Effort } }[],
): Effort {
  return checks.reduce<Effort>(
    (most, { remediation }) =>
      EFFORTS.indexOf(remediation.effort) > EFFORTS.indexOf(most)
        ? remediation.effort
        : most,
    'small',
  );
}
