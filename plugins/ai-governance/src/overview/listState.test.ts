import {
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
    'name=api&owner=group%3Adefault%2Fweb&classification=restricted&tier=3&level=2&declared=false&control=SEC-001&status=gap&orderBy=score%3Adesc&cursor=abc',
    'declared=true',
    'orderBy=level%3Adesc',
  ])('reads what it wrote: %s', search => {
    expect(writeListState(read(search)).toString()).toBe(search);
  });

  it('leaves out what it does not understand', () => {
    const state = read(
      'level=9&tier=x&classification=secret&declared=maybe&status=fine&orderBy=password:up',
    );
    expect(writeListState(state).toString()).toBe('');
  });

  it('asks for a control only together with a status', () => {
    expect(isFiltered(read('control=SEC-001'))).toBe(false);
    expect(listQuery(read('control=SEC-001')).filter?.controls).toBeUndefined();
    expect(
      listQuery(read('control=SEC-001&status=gap')).filter?.controls,
    ).toEqual({ 'SEC-001': 'gap' });
  });
});
