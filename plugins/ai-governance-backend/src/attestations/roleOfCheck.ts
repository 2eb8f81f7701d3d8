import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';

/** The role of the framework that can change a check's outcome, if a role does. */
export function roleOfCheck(
  framework: Framework,
  check: string,
): string | undefined {
  const checks = [
    ...framework.controls.flatMap(({ parts }) =>
      parts.flatMap(part => part.checks),
    ),
    ...framework.levels.flatMap(({ characteristics }) =>
      characteristics.flatMap(characteristic => characteristic.check ?? []),
    ),
  ];
  const actor = checks.find(({ id }) => id === check)?.actor;
  return actor?.startsWith('role:') ? actor.slice('role:'.length) : undefined;
}
