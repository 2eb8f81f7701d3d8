import Papa from 'papaparse';
import { toCsv } from './csv';

const parsed = (csv: string) =>
  Papa.parse<string[]>(csv.replace(/^\uFEFF/, '').trim()).data;

describe('toCsv', () => {
  it.each([
    '=HYPERLINK("http://example.com")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '\u{FF1D}1+1',
  ])('marks %j as text', text => {
    const [, [cell]] = parsed(
      toCsv({ columns: [{ label: 'name' }], rows: [[text]] }),
    );
    expect(cell).toBe(`'${text}`);
  });

  it('leaves numbers, dates and names as they are', () => {
    const row = [-3, 0.5, '2026-11-21', 'Zürich, "Payments"', 'a\nb'];
    const [, cells] = parsed(
      toCsv({
        columns: row.map((_, index) => ({ label: `c${index}` })),
        rows: [row],
      }),
    );
    expect(cells).toEqual(row.map(String));
  });

  it('leaves a cell without value empty and marks headings too', () => {
    expect(
      parsed(
        toCsv({
          columns: [{ label: '=a' }, { label: 'b' }],
          rows: [[null, 1]],
        }),
      ),
    ).toEqual([
      ["'=a", 'b'],
      ['', '1'],
    ]);
  });

  it('says in every row where it comes from', () => {
    const [head, row] = parsed(
      toCsv(
        { columns: [{ label: 'a' }], rows: [[1]] },
        {
          provenance: {
            asOf: '2026-11-21T10:00:00.000Z',
            framework: '1.0.0',
            timeZone: 'Europe/Zurich',
            link: 'https://portal/ai-governance?level=2',
          },
          labels: {
            asOf: 'Stand',
            framework: 'Rahmenwerk',
            timeZone: 'Zeitzone',
            link: 'Adresse',
          },
        },
      ),
    );
    expect(head).toEqual(['a', 'Stand', 'Rahmenwerk', 'Zeitzone', 'Adresse']);
    expect(row).toEqual([
      '1',
      '2026-11-21T10:00:00.000Z',
      '1.0.0',
      'Europe/Zurich',
      'https://portal/ai-governance?level=2',
    ]);
  });
});
