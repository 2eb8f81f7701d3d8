import {
  EVERYBODY,
  OWNER,
  roleGrants,
  TEAM_MEMBER,
} from '@plumbline/backstage-plugin-ai-governance-common';

/**
 * Who may call an operation, as `x-access` of the OpenAPI document says. The
 * services enforce it; tests call every operation as everybody and compare.
 */
export interface OperationAccess {
  /** What the case is about, where an operation has several. */
  when?: string;
  /** `anybody` needs no credentials; `everyone` is people and services. */
  callers: 'anybody' | 'everyone' | 'people' | 'services';
  permission?: string;
  /** Permission that is enough in its place. */
  orPermission?: string;
  /** Permission that is asked for each item; the others are still answered. */
  each?: string;
  /** Whoever asked, declared, disputed or proposed it may, too. */
  asker?: boolean;
  /** Nobody else may, whatever they are permitted. */
  onlyAsker?: boolean;
  /** Of those permitted only who is in one of these roles. */
  roles?: readonly string[];
  /** Of those permitted whoever gave it, or is in the role that it falls to. */
  ofRole?: boolean;
  /** The only service that may, or where the configuration names those that may. */
  named?: string;
}

/** One operation with its cases. */
export interface Operation {
  method: string;
  path: string;
  cases: OperationAccess[];
}

/** People and services that a portal hears from. */
export const CALLERS = [
  'anonymous',
  'guest',
  'engineer',
  'owner',
  'approver',
  'lead',
  'auditor',
  'service',
] as const;

export type Caller = (typeof CALLERS)[number];

/** `theirs`: where they asked for it; `named`: where it is named. */
export type Answer = 'allowed' | 'refused' | 'theirs' | 'named';

const MEMBER = [EVERYBODY, TEAM_MEMBER];

/** What each person is to the entity that is asked about, and to the organization. */
const PEOPLE: { [caller in Caller]?: readonly string[] } = {
  guest: [EVERYBODY],
  engineer: MEMBER,
  owner: [...MEMBER, OWNER],
  approver: [...MEMBER, 'security-compliance', 'governance-committee'],
  lead: [...MEMBER, 'platform-lead'],
  auditor: [...MEMBER, 'auditor'],
};

/** What an operation answers a caller under the ready-made policy. */
export function answerTo(caller: Caller, access: OperationAccess): Answer {
  const person = PEOPLE[caller];
  if (!person) {
    return answerToNobody(caller, access);
  }
  if (access.callers === 'services') {
    return 'refused';
  }
  const permission = access.permission ?? access.each;
  const permitted =
    (permission === undefined
      ? !access.asker
      : [permission, access.orPermission].some(
          name =>
            name && roleGrants[name].some(grantee => person.includes(grantee)),
        )) &&
    (access.roles?.some(role => person.includes(role)) ?? true);
  if (access.onlyAsker || access.ofRole) {
    return permitted ? 'theirs' : 'refused';
  }
  if (permitted) {
    return 'allowed';
  }
  return access.asker ? 'theirs' : 'refused';
}

/** Without an identity, or as a service, of which no policy is asked. */
function answerToNobody(caller: Caller, access: OperationAccess): Answer {
  if (access.callers === 'anybody') {
    return 'allowed';
  }
  if (caller === 'anonymous' || access.callers === 'people') {
    return 'refused';
  }
  return access.named === undefined ? 'allowed' : 'named';
}

/** Every operation of a document, in its order. */
export function operationsOf(spec: { paths: object }): Operation[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item as { [method: string]: any })
      .filter(([, operation]) => operation?.operationId !== undefined)
      .map(([method, operation]) => {
        const access = operation['x-access'];
        if (access === undefined) {
          throw new Error(
            `${method.toUpperCase()} ${path} does not say in x-access who may call it`,
          );
        }
        return {
          method,
          path,
          cases: Array.isArray(access) ? access : [access],
        };
      }),
  );
}
