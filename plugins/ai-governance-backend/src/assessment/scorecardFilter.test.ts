import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  decodeCursor,
  encodeCursor,
  parseFilters,
  parseOrderBy,
} from './scorecardFilter';

const parse = (...filters: string[]) => parseFilters(filters, defaultFramework);

describe('parseFilters', () => {
  it('makes alternatives of conditions', () => {
    expect(
      parse('owner=group:default/a,tier=3,tier=2', 'control.SEC-001=gap'),
    ).toEqual([
      [
        { key: 'owner', values: ['group:default/a'] },
        { key: 'tier', values: ['3', '2'] },
      ],
      [{ key: 'control.SEC-001', values: ['gap'] }],
    ]);
    expect(parseFilters(undefined, defaultFramework)).toEqual([]);
    expect(parse('openPart.SEC-001=group')).toEqual([
      [{ key: 'openPart.SEC-001', values: ['group'] }],
    ]);
    expect(parse('anyControl=exempt')).toEqual([
      [{ key: 'anyControl', values: ['exempt'] }],
    ]);
    expect(() => parse('anyControl=fine')).toThrow(
      "'fine' is no value of anyControl",
    );
    expect(() => parse('openPart.SEC-001=open')).toThrow(
      "'open' is no value of openPart.SEC-001; use entity, group",
    );
  });

  it('keeps what follows the first equals sign and trims', () => {
    expect(parse(' name = a=b ')).toEqual([[{ key: 'name', values: ['a=b'] }]]);
  });

  it('takes commas and backslashes that a backslash stands before', () => {
    expect(parse('name=a\\, b\\\\,tier=3', 'name=\\', 'name=a\\b')).toEqual([
      [
        { key: 'name', values: ['a, b\\'] },
        { key: 'tier', values: ['3'] },
      ],
      [{ key: 'name', values: ['\\'] }],
      [{ key: 'name', values: ['a\\b'] }],
    ]);
    expect(() => parse('name=a\\\\,b')).toThrow('key=value');
  });

  it.each([
    ['', 'key=value'],
    ['owner', 'key=value'],
    ['owner=', 'key=value'],
    ['=x', 'key=value'],
    ['tier=3,,', 'key=value'],
    ['colour=red', "Unknown filter key 'colour'"],
    ['constructor=x', "Unknown filter key 'constructor'"],
    ['__proto__=x', "Unknown filter key '__proto__'"],
    ['tier=4', "'4' is no value of tier; use 1, 2, 3"],
    ['level=0', "'0' is no value of level"],
    ['classification=secret', "'secret' is no value of classification"],
    ['declared=yes', "'yes' is no value of declared"],
    ['control.XYZ=gap', 'no control XYZ'],
    ['control.SEC-001=bad', "'bad' is no value of control.SEC-001"],
  ])('refuses %j', (filter, message) => {
    expect(() => parse(filter)).toThrow(message);
    expect(() => parse('tier=3', filter)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});

describe('parseOrderBy', () => {
  it('takes a field and a direction', () => {
    expect(parseOrderBy(undefined)).toEqual({
      field: 'name',
      direction: 'asc',
    });
    expect(parseOrderBy('score')).toEqual({ field: 'score', direction: 'asc' });
    expect(parseOrderBy('level:desc')).toEqual({
      field: 'level',
      direction: 'desc',
    });
  });

  it.each(['', 'colour', 'level:down', 'level:asc:x', 'level;drop table'])(
    'refuses %j',
    orderBy => {
      expect(() => parseOrderBy(orderBy)).toThrow('Cannot order by');
    },
  );
});

describe('cursors', () => {
  const isNumber = (value: unknown) => typeof value === 'number';

  it('come back as they were', () => {
    expect(decodeCursor(encodeCursor(5), isNumber)).toBe(5);
    expect(decodeCursor(undefined, isNumber)).toBeUndefined();
  });

  it.each(['', 'x', '%%%', encodeCursor('five'), encodeCursor(null)])(
    'are refused when damaged: %j',
    cursor => {
      expect(() => decodeCursor(cursor, isNumber)).toThrow('start again');
    },
  );

  it('are refused with a NUL, which no database compares', () => {
    expect(() => decodeCursor(encodeCursor({ r: 'a\0' }), () => true)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
