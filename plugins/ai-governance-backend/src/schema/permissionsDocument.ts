import {
  aiGovernancePermissions,
  roleGrants,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { answerTo, CALLERS, operationsOf } from './access';
import type { Answer, OperationAccess } from './access';

const SYMBOL: { [answer in Answer]: string } = {
  allowed: '✓',
  refused: '–',
  theirs: 'own',
  named: 'named',
};

const HEAD = `# Who may do what

Written by \`scripts/generate-permissions.mjs\` from the table of grants and from the
OpenAPI document. A test calls every operation as each of the callers below, under the
ready-made policy, and compares the answers with this page.

## Grants

What the package
\`@plumbline/backstage-plugin-permission-backend-module-ai-governance\` grants unless
\`aiGovernance.grants\` says otherwise. \`owner\` is whoever owns the entity that is asked
about, \`team-member\` whoever is in a group of the catalog, \`everybody\` whoever is signed
in; the others are roles of the framework, whose people \`aiGovernance.roles\` names.
Nobody else has the permission.

`;

const OPERATIONS = `
## Operations

The guest is in no group; the engineer is in another team than the owner; the approver
is in the roles \`security-compliance\` and \`governance-committee\`, the lead in
\`platform-lead\`, the auditor in \`auditor\`. ✓ is allowed, – refused. _own_ is allowed to
whoever asked for it, declared, attested, disputed or proposed it, and _named_ to
services that are named: by the setting beside it, or the only one there is. Lists hold
what the caller may see. Who decides something is never the person who asked for it.

`;

function table(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows;
  return [head, head.map(() => '---'), ...body]
    .map(cells => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function needs(access: OperationAccess): string {
  const { permission, orPermission, each, roles, ofRole, named } = access;
  return [
    permission &&
      [permission, ...(orPermission ? [orPermission] : [])]
        .map(name => `\`${name}\``)
        .join(' or '),
    each && `\`${each}\` per item`,
    roles && `as ${roles.map(role => `\`${role}\``).join(' or ')}`,
    ofRole && 'as the role of its check',
    named && (/^aiGovernance\./.test(named) ? `\`${named}\`` : named),
  ]
    .filter(Boolean)
    .join('; ');
}

/** The page that says who may do what, as Markdown. */
export function permissionsDocument(spec: { paths: object }): string {
  const grants = aiGovernancePermissions.map(({ name }) => [
    `\`${name}\``,
    roleGrants[name].map(grantee => `\`${grantee}\``).join(', '),
  ]);
  const operations = operationsOf(spec).flatMap(({ method, path, cases }) =>
    cases.map(access => [
      `\`${method.toUpperCase()} ${path}\`${
        access.when === undefined ? '' : ` ${access.when}`
      }`,
      needs(access),
      ...CALLERS.map(caller => SYMBOL[answerTo(caller, access)]),
    ]),
  );
  return (
    HEAD +
    table([['permission', 'granted to'], ...grants]) +
    OPERATIONS +
    table([['operation', 'needs', ...CALLERS], ...operations])
  );
}
