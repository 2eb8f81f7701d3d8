/** Somebody a visitor of the demo can be. */
export interface DemoPerson {
  /** The user's name in the catalog and in the sign-in request. */
  id: string;
  name: string;
  role: string;
  /** What there is to try as this person. */
  tries: string;
}

/** The six people of the example organization, in the order to try them. */
export const demoPeople: DemoPerson[] = [
  {
    id: 'guest',
    name: 'Guest',
    role: 'Just looking',
    tries: 'See where every service stands and what its evidence is.',
  },
  {
    id: 'engineer',
    name: 'Ada Engineer',
    role: 'Engineer, Payments',
    tries: 'Open a service of yours, close a gap and look again.',
  },
  {
    id: 'owner',
    name: 'Owen Owner',
    role: 'Service owner, Web',
    tries: 'Declare what your services handle and see what follows.',
  },
  {
    id: 'approver',
    name: 'Priya Approver',
    role: 'Governance approver',
    tries: 'Be the second person a lowered protection waits for.',
  },
  {
    id: 'lead',
    name: 'Lena Lead',
    role: 'Platform lead',
    tries: 'Filter the whole organization and find what to push next.',
  },
  {
    id: 'auditor',
    name: 'Amir Auditor',
    role: 'Auditor',
    tries: 'Follow a status back to who saw what, and when.',
  },
];

export function findPerson(id: string | null | undefined) {
  return demoPeople.find(person => person.id === id);
}
