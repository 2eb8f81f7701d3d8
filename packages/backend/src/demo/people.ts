/** The people a visitor of the demo can be; each is a User of examples/org.yaml. */
export const demoPeople = [
  'guest',
  'engineer',
  'owner',
  'approver',
  'lead',
  'auditor',
] as const;

export type DemoPerson = (typeof demoPeople)[number];

export function isDemoPerson(value: unknown): value is DemoPerson {
  return demoPeople.includes(value as DemoPerson);
}
