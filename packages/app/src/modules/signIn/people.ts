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
    name: 'Nadia Okafor',
    role: 'Engineer, Web',
    tries: 'Open search-api, see the one thing that keeps it from level 3.',
  },
  {
    id: 'owner',
    name: 'Tomas Rivera',
    role: 'Service owner, Payments; revenue on the committee',
    tries: 'Declare what your services handle and see what follows.',
  },
  {
    id: 'approver',
    name: 'Ingrid Solheim',
    role: 'Security, legal and governance committee',
    tries: 'See what each control rests on, and which declarations wait.',
  },
  {
    id: 'lead',
    name: 'Priya Raman',
    role: 'Platform lead, deputy in security, sponsor',
    tries:
      'Filter the whole organization, and be the second person in a decision.',
  },
  {
    id: 'auditor',
    name: 'Marcus Chen',
    role: 'Auditor',
    tries: 'Follow a status back to who saw what, and when.',
  },
];

export function findPerson(id: string | null | undefined) {
  return demoPeople.find(person => person.id === id);
}
