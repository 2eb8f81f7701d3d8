import { ASSISTANTS, assistantById } from './table';

describe('ASSISTANTS', () => {
  it('has unique ids and names', () => {
    const ids = ASSISTANTS.map(entry => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    const names = ASSISTANTS.map(entry => entry.name);
    expect(new Set(names).size).toBe(names.length);
    // Two call themselves by what is their id; of all others the name is known.
    expect(
      ASSISTANTS.filter(({ id, name }) => id === name).map(({ id }) => id),
    ).toEqual(['goose', 'opencode']);
  });

  it('anchors every convention in a literal first segment', () => {
    for (const { id, files } of ASSISTANTS) {
      for (const { glob } of files) {
        expect([id, glob.split('/')[0]]).toEqual([
          id,
          expect.stringMatching(/^[\w.-]+$/),
        ]);
      }
    }
  });

  it('lists the ignore files of a mechanism among conventions of some assistant', () => {
    const globs = new Set(ASSISTANTS.flatMap(a => a.files.map(f => f.glob)));
    for (const { ignore } of ASSISTANTS) {
      if (ignore.kind === 'none') continue;
      for (const file of ignore.files) expect(globs).toContain(file);
    }
  });

  it('says of assistants without a mechanism why there is none', () => {
    expect(assistantById('github-copilot')?.ignore).toEqual({
      kind: 'none',
      why: expect.stringContaining('code host'),
    });
  });
});
