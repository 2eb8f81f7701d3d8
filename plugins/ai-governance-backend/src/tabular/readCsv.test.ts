import { MAX_ROWS, readCsv } from './readCsv';

const COLUMNS = { required: ['name'], optional: ['note'] };

describe('readCsv', () => {
  it.each([
    ['commas', 'name,note\na,b\n'],
    ['semicolons and a byte order mark', '\uFEFFname;note\r\na;b\r\n'],
    ['tabs', 'name\tnote\na\tb'],
    ['old line ends', 'name,note\ra,b\r'],
    ['capitals and spaces', ' Name , NOTE \n a , b '],
  ])('reads %s', async (_, text) => {
    expect(await readCsv(text, COLUMNS)).toEqual([
      { line: 2, cells: { name: 'a', note: 'b' } },
    ]);
  });

  it('keeps quoted delimiters and line breaks, and counts lines as a person does', async () => {
    expect(
      await readCsv(
        'name,note\n\n"a;1","two\nlines"\n,\nc,"say ""hi"""',
        COLUMNS,
      ),
    ).toEqual([
      { line: expect.any(Number), cells: { name: 'a;1', note: 'two\nlines' } },
      { line: expect.any(Number), cells: { name: 'c', note: 'say "hi"' } },
    ]);
  });

  it('numbers a row that follows a quoted line break by where it begins', async () => {
    const rows = await readCsv('name,note\n"a","x\ny"\nb,\nc,', COLUMNS);
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5]);
  });

  it.each([
    ['', 'is empty'],
    ['\uFEFF', 'is empty'],
    ['nam\na', 'missing: name; not known: nam'],
    ['name,name\na,b', 'named twice: name'],
    ['name\n"a', 'cannot be read'],
    [`name\n"${'x'.repeat(200_000)}"`, 'cannot be read'],
    [`name\n${'a\n'.repeat(MAX_ROWS + 1)}`, 'at most 100000 rows'],
  ])('refuses %j', async (text, message) => {
    await expect(readCsv(text, COLUMNS)).rejects.toThrow(message);
  });

  it('takes names of the language itself for nothing special', async () => {
    await expect(readCsv('name,__proto__\na,b', COLUMNS)).rejects.toThrow(
      'not known: __proto__',
    );
  });
});
