import fc from 'fast-check';
import { textBlocks } from './blocks';

describe('textBlocks', () => {
  it('joins wrapped lines and keeps their line numbers', () => {
    const [, block] = textBlocks('# Rules\n\nNever use\n`--force`.\n');
    expect(block.text).toBe('Never use `--force`.');
    expect(block.lineAt(block.text.indexOf('Never'))).toBe(3);
    expect(block.lineAt(block.text.indexOf('--force'))).toBe(4);
  });

  it('keeps list items apart and gives them their introduction', () => {
    const blocks = textBlocks('Never do this:\n- one\n- two\n\nOther text\n');
    expect(blocks.map(block => block.text)).toEqual([
      'Never do this:',
      '- one',
      '- two',
      'Other text',
    ]);
    expect(blocks[2].context).toContain('Never do this:');
    expect(textBlocks('Never:\n- a\n\nText\n\nMore')[3].context).not.toContain(
      'Never',
    );
  });

  it('gives code the heading and sentence above it', () => {
    const blocks = textBlocks('## Setup\nRun:\n```sh\nnpm ci\n```\nDone.');
    expect(blocks.find(block => block.code)).toMatchObject({
      text: 'npm ci',
      context: '## Setup\nRun:',
    });
  });

  it('loses no line of any text', () => {
    const line = fc.constantFrom(
      'a',
      '- b',
      '# c',
      '```',
      '',
      '  d',
      '// e',
      '> f',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), lines => {
        const text = lines.join('\n');
        const joined = textBlocks(text)
          .map(block => block.text)
          .join(' ');
        for (const word of 'abcdef') {
          const expected = lines.filter(l => l.includes(word)).length;
          expect(joined.split(word).length - 1).toBe(expected);
        }
      }),
    );
  });
});
