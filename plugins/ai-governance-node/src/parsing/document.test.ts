import fc from 'fast-check';
import { parseByName, parseJson, parseToml, parseYaml } from './document';

describe('parseJson', () => {
  it('accepts comments, trailing commas and a byte order mark', () => {
    const document = parseJson('\ufeff{\n  // note\n  "a": [1, 2,],\n}\n');
    expect(document.value).toEqual({ a: [1, 2] });
    expect(document.problem).toBeUndefined();
    expect(document.lineOf(['a'])).toBe(3);
    expect(document.lineOf(['a', 'gone'])).toBe(3);
  });

  it('keeps what it understands of broken text', () => {
    const document = parseJson('{ "a": 1, "b": ');
    expect(document.value).toEqual({ a: 1 });
    expect(document.problem?.message).toContain('is not valid JSON');
  });

  it('takes an empty file for empty', () => {
    expect(parseJson('').value).toBeUndefined();
    expect(parseJson('').problem).toBeUndefined();
  });
});

describe('parseYaml', () => {
  it('knows lines and keeps `on` a word', () => {
    const document = parseYaml(
      'on: push\njobs:\n  a:\n    steps:\n      - run: x\n',
    );
    expect(document.value).toEqual({
      on: 'push',
      jobs: { a: { steps: [{ run: 'x' }] } },
    });
    expect(document.lineOf(['jobs', 'a', 'steps', 0])).toBe(5);
  });

  it('says what is wrong and where', () => {
    expect(parseYaml('a: [1\nb: 2').problem).toMatchObject({
      message: expect.stringContaining('is not valid YAML'),
    });
  });

  it('does not grow from a small file with many aliases', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`,
    );
    const document = parseYaml(['l0: &l0 [x]', ...levels].join('\n'));
    expect(document.problem?.message).toBe('is not understandable YAML');
  });
});

describe('parseToml', () => {
  it('knows values and lines', () => {
    const document = parseToml('a = 1\n[mcp_servers.x]\ncommand = "npx"\n');
    expect(document.value).toEqual({
      a: 1,
      mcp_servers: { x: { command: 'npx' } },
    });
    expect(document.lineOf(['mcp_servers', 'x', 'command'])).toBe(3);
    expect(document.lineOf(['mcp_servers', 'x'])).toBe(2);
  });

  it('says where it is broken', () => {
    expect(parseToml('a = \n').problem).toEqual({
      message: 'is not valid TOML',
      line: 1,
    });
  });
});

it('no parser throws or hangs, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc
          .array(
            fc.constantFrom(
              '{',
              '}',
              '[',
              ']',
              ':',
              ',',
              '"',
              '-',
              '&a',
              '*a',
              '\n',
              ' ',
              'x',
              '|',
              '=',
            ),
            { maxLength: 60 },
          )
          .map(parts => parts.join('')),
      ),
      fc.constantFrom('a.json', 'a.yaml', 'a.toml'),
      (text, name) => {
        const document = parseByName(name, text);
        document.lineOf(['x', 0]);
        expect(document).toHaveProperty('value');
      },
    ),
  );
  for (const [name, part] of [
    ['a.json', '['],
    ['a.json', '{"a":'],
    ['a.yaml', '['],
    ['a.yaml', '- '],
    ['a.yaml', 'a: '],
    ['a.yaml', '? '],
    ['a.toml', '['],
    ['a.toml', 'a=['],
  ]) {
    const started = performance.now();
    parseByName(name, part.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});
