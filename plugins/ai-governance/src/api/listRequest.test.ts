import { listRequest } from './listRequest';

describe('listRequest', () => {
  it('is empty when nothing is asked for', () => {
    expect(listRequest({})).toEqual({});
    expect(listRequest({ filter: { name: '' } })).toEqual({});
    expect(listRequest({ filter: { name: ' ' } })).toEqual({});
  });

  it('joins every condition into one filter', () => {
    expect(
      listRequest({
        filter: {
          name: 'api',
          owner: ['group:default/web', 'group:default/data'],
          tier: [3],
          classification: ['restricted'],
          level: [2],
          declared: false,
          controls: { 'SEC-001': ['gap'] },
        },
      }).filter,
    ).toEqual([
      'name=api,owner=group:default/web,owner=group:default/data,tier=3,' +
        'classification=restricted,level=2,declared=false,control.SEC-001=gap',
    ]);
  });

  it('keeps a comma in a value from starting another condition', () => {
    expect(
      listRequest({
        filter: { name: 'search, level=5\\', excluded: ['a, b'], scored: true },
      }).filter,
    ).toEqual(['name=search\\, level=5\\\\,excluded=a\\, b,scored=true']);
  });

  it('carries order, limit and cursor', () => {
    expect(
      listRequest({
        orderBy: { field: 'score', direction: 'desc' },
        limit: 25,
        cursor: 'a+b/c=',
      }),
    ).toEqual({ orderBy: 'score:desc', limit: 25, cursor: 'a+b/c=' });
  });
});
