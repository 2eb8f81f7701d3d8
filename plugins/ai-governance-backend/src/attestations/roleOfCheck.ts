import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';

const ROLE = 'role:';

function checksOf(framework: Framework) {
  return [
    ...framework.controls.flatMap(({ parts }) =>
      parts.flatMap(part => part.checks),
    ),
    ...framework.levels.flatMap(({ characteristics }) =>
      characteristics.flatMap(characteristic => characteristic.check ?? []),
    ),
  ];
}

/** The role of the framework that can change a check's outcome, if a role does. */
export function roleOfCheck(
  framework: Framework,
  check: string,
): string | undefined {
  const actor = checksOf(framework).find(({ id }) => id === check)?.actor;
  return actor?.startsWith(ROLE) ? actor.slice(ROLE.length) : undefined;
}

/** Checks whose outcome one of certain roles can change. */
export function checksOfRoles(
  framework: Framework,
  isOne: (role: string) => boolean,
): string[] {
  return checksOf(framework)
    .filter(
      ({ actor }) => actor.startsWith(ROLE) && isOne(actor.slice(ROLE.length)),
    )
    .map(({ id }) => id);
}
