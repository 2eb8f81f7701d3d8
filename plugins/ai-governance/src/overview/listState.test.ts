import {
  askingAlso,
  atLeast,
  isFiltered,
  listQuery,
  readListState,
  writeListState,
} from './listState';

const read = (search: string) => readListState(new URLSearchParams(search));

describe('the list in the address', () => {
  it('starts with the lowest level and no filter', () => {
    const state = read('');
    expect(state).toMatchObject({ sort: 'level', direction: 'asc', name: '' });
    expect(isFiltered(state)).toBe(false);
    expect(writeListState(state).toString()).toBe('');
  });

  it.each([
    'owner=group%3Adefault%2Fweb&nested=false&system=system%3Adefault%2Fshop&domain=domain%3Adefault%2Fretail&type=service&lifecycle=production&level=none&ownLevel=3&levelWithoutExceptions=2&coverage=stale&control=SEC-001&status=open',
    'name=api&owner=group%3Adefault%2Fweb&classification=restricted&tier=3&level=2&declared=false&control=SEC-001&status=gap&orderBy=score%3Adesc&cursor=abc',
    'declared=true',
    'assessable=true&openPart=SEC-001%3Agroup',
    'coverage=assessed&stale=true',
    'coverage=never&stale=false',
    'openPart=SEC-001%3Aown',
    'assessable=false&excluded=assesses+component%2C+not+api&scored=true',
    'level=2%2B&ownLevel=3%2B&levelWithoutExceptions=4%2B',
    'orderBy=level%3Adesc',
  ])('reads what it wrote: %s', search => {
    expect(writeListState(read(search)).toString()).toBe(search);
  });

  it('leaves out what it does not understand', () => {
    const state = read(
      'level=9&coverage=all&nested=maybe&tier=x&classification=secret&declared=maybe&scored=maybe&excluded=&openPart=SEC-001:all&status=fine&orderBy=password:up',
    );
    expect(writeListState(state).toString()).toBe('');
  });

  it('asks for a level and all above it', () => {
    expect(listQuery(read('level=3%2B')).filter?.level).toEqual([3, 4, 5]);
    expect(listQuery(read('level=3')).filter?.level).toEqual([3]);
    expect(listQuery(read('level=none')).filter?.level).toEqual(['none']);
    expect(atLeast(3)).toBe('3+');
    expect(atLeast(5)).toBe(5);
  });

  it('asks for a control only together with a status', () => {
    expect(isFiltered(read('control=SEC-001'))).toBe(false);
    expect(listQuery(read('control=SEC-001')).filter?.controls).toBeUndefined();
    expect(
      listQuery(read('control=SEC-001&status=gap')).filter?.controls,
    ).toEqual({ 'SEC-001': ['gap'] });
    expect(
      listQuery(read('control=SEC-001&status=open')).filter?.controls,
    ).toEqual({ 'SEC-001': ['gap', 'stale', 'unknown'] });
    expect(
      listQuery(read('control=SEC-001&status=unmet')).filter?.controls,
    ).toEqual({ 'SEC-001': ['gap', 'stale', 'unknown', 'exempt'] });
  });

  it.each([
    ['', { control: 'DP-001', status: 'unmet' }],
    // Without a status nothing is asked of the control.
    ['control=SEC-001', { control: 'DP-001', status: 'unmet' }],
    [
      'control=SEC-001&status=gap',
      { control: 'SEC-001', status: 'gap', also: 'DP-001:unmet' },
    ],
    ['control=DP-001&status=open', { control: 'DP-001', status: 'open' }],
    ['control=DP-001&status=exempt', { control: 'DP-001', status: 'exempt' }],
    [
      'control=SEC-001&status=gap&also=DP-001:open',
      { control: 'SEC-001', status: 'gap', also: 'DP-001:open' },
    ],
    ['control=DP-001&status=met', undefined],
    ['control=SEC-001&status=gap&also=SEC-002:gap', undefined],
  ] as const)(
    'asks for a control beside what it asks for: %s',
    (search, both) => {
      const asked = askingAlso(read(search), {
        control: 'DP-001',
        status: 'unmet',
      });
      expect(asked).toEqual(both && { also: undefined, ...both });
    },
  );

  it('takes a group with the groups below it, unless told otherwise', () => {
    const filter = (search: string) => listQuery(read(search)).filter;
    expect(filter('owner=group:default/web')).toMatchObject({
      ownerNested: ['group:default/web'],
    });
    expect(filter('owner=group:default/web')?.owner).toBeUndefined();
    expect(filter('owner=group:default/web&nested=false')).toMatchObject({
      owner: ['group:default/web'],
    });
    expect(filter('owner=user:default/ada')).toMatchObject({
      owner: ['user:default/ada'],
    });
    expect(filter('owner=none')).toMatchObject({ owner: ['none'] });
  });
});
