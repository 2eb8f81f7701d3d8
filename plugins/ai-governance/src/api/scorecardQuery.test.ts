import { scorecardQueryString } from './scorecardQuery';

const filterOf = (query: string) => new URLSearchParams(query).get('filter');

describe('scorecardQueryString', () => {
  it('is empty when nothing is asked for', () => {
    expect(scorecardQueryString({})).toBe('');
    expect(scorecardQueryString({ filter: { name: '' } })).toBe('');
  });

  it('joins every condition into one filter', () => {
    const query = scorecardQueryString({
      filter: {
        name: 'api',
        owner: ['group:default/web', 'group:default/data'],
        tier: [3],
        classification: ['restricted'],
        level: [2],
        declared: false,
        controls: { 'SEC-001': 'gap' },
      },
    });
    expect(filterOf(query)).toBe(
      'name=api,owner=group:default/web,owner=group:default/data,tier=3,' +
        'classification=restricted,level=2,declared=false,control.SEC-001=gap',
    );
  });

  it('keeps a comma in a name from starting another condition', () => {
    const filter = filterOf(
      scorecardQueryString({ filter: { name: 'a,level=5' } }),
    );
    expect(filter?.split(',')).toHaveLength(1);
  });

  it('carries order, limit and cursor', () => {
    const params = new URLSearchParams(
      scorecardQueryString({
        orderBy: { field: 'score', direction: 'desc' },
        limit: 25,
        cursor: 'a+b/c=',
      }),
    );
    expect(params.get('orderBy')).toBe('score:desc');
    expect(params.get('limit')).toBe('25');
    expect(params.get('cursor')).toBe('a+b/c=');
  });
});
