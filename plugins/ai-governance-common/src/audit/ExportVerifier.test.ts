import fc from 'fast-check';
import { knows, testKey, TestLog } from './__testUtils__/log';
import {
  auditBodyDigest,
  auditEntryHash,
  BODIES_PRUNED,
  ENTRIES_PRUNED,
  ExportVerifier,
  PERSON_ERASED,
  type AuditExportLine,
} from '.';

function verified(
  lines: (AuditExportLine | string)[],
  ...keys: Parameters<typeof knows>
) {
  const verifier = new ExportVerifier({ verifySignature: knows(...keys) });
  for (const line of lines) {
    verifier.line(typeof line === 'string' ? line : JSON.stringify(line));
  }
  return verifier.finish();
}

const entryAt = (lines: AuditExportLine[], seq: number) =>
  lines.findIndex(line => line.type === 'entry' && line.seq === seq);

describe('ExportVerifier', () => {
  function exported(entries = 10) {
    const log = new TestLog().fill(entries);
    log.checkpoint();
    return { log, lines: log.export() };
  }

  it('verifies a log with nothing but its lines and the key', () => {
    const { log, lines } = exported();
    expect(verified([...lines, ''], log.key)).toEqual({
      valid: true,
      entries: 10,
      firstSeq: 1,
      lastSeq: 10,
      checkpoints: 2,
      withheld: { pruned: 0, erased: 0 },
      message: '10 entries form one unbroken chain',
    });
  });

  it('verifies an empty log and a part of one', () => {
    const log = new TestLog();
    expect(verified(log.export(), log.key)).toMatchObject({
      valid: true,
      entries: 0,
    });
    log.fill(10);
    expect(verified(log.export({ first: 4, last: 6 }), log.key)).toMatchObject({
      valid: true,
      entries: 3,
      message: '3 entries from 4 to 6 form one unbroken chain',
    });
  });

  it.each<
    [string, (lines: AuditExportLine[], at: number) => unknown, string, number?]
  >([
    [
      'an edited body',
      (lines, at) => {
        (lines[at] as any).body.actor = 'user:default/eve';
      },
      'bodyMismatch',
    ],
    [
      'an edited digest',
      (lines, at) => {
        (lines[at] as any).bodyDigest = 'f'.repeat(64);
      },
      'edited',
    ],
    [
      'an edited hash',
      (lines, at) => {
        (lines[at] as any).hash = 'f'.repeat(64);
      },
      'edited',
    ],
    [
      'an entry rewritten with a hash of its own',
      (lines, at) => {
        const line = lines[at] as any;
        line.body.actor = 'user:default/eve';
        line.bodyDigest = auditBodyDigest(line.salt, line.body);
        line.hash = auditEntryHash(line);
      },
      'edited',
      6,
    ],
    [
      'a deleted entry',
      (lines, at) => {
        lines.splice(at, 1);
      },
      'deleted',
    ],
    [
      'two entries that changed places',
      (lines, at) => {
        [lines[at], lines[at + 1]] = [lines[at + 1], lines[at]];
      },
      'reordered',
    ],
    [
      'two entries that changed places and numbers',
      (lines, at) => {
        [lines[at], lines[at + 1]] = [
          { ...(lines[at + 1] as any), seq: 5 },
          { ...(lines[at] as any), seq: 6 },
        ];
      },
      'reordered',
    ],
    [
      'an entry that is there twice',
      (lines, at) => {
        lines.splice(at + 1, 0, lines[at]);
      },
      'reordered',
    ],
    [
      'a body blanked as if it had been pruned',
      (lines, at) => {
        delete (lines[at] as any).body;
        (lines[at] as any).withheld = 'pruned';
      },
      'bodyMissing',
    ],
    [
      'a body replaced as if somebody had been erased',
      (lines, at) => {
        (lines[at] as any).body.actor = '(erased)';
        (lines[at] as any).withheld = 'erased';
      },
      'bodyMismatch',
    ],
    [
      'a line that is no JSON',
      (lines, at) => {
        (lines as any)[at] = '{';
      },
      'malformed',
    ],
    [
      'a line of another kind',
      (lines, at) => {
        (lines as any)[at] = { type: 'note' };
      },
      'malformed',
    ],
    [
      'the first entry missing',
      lines => {
        lines.splice(1, 1);
      },
      'deleted',
      1,
    ],
    [
      'the end missing',
      lines => {
        lines.splice(entryAt(lines, 9));
      },
      'deleted',
      9,
    ],
    [
      'an entry added behind the end',
      lines => {
        const log = new TestLog();
        log.records.push(lines[entryAt(lines, 10)] as any);
        lines.push({ type: 'entry', ...log.append() });
      },
      'edited',
      11,
    ],
  ])('finds %s', (_, tamper, fault, brokenAt = 5) => {
    const { log, lines } = exported();
    tamper(lines, entryAt(lines, 5));
    expect(verified(lines, log.key)).toMatchObject({
      valid: false,
      fault,
      brokenAt,
      entries: brokenAt - 1,
    });
  });

  it('finds a log that was rewritten as a whole, and says whose it is not', () => {
    const { lines } = exported();
    expect(verified(lines, testKey('key-1'))).toMatchObject({
      valid: false,
      fault: 'signature',
    });
    expect(verified(lines, testKey('key-2'))).toMatchObject({
      valid: false,
      fault: 'unsigned',
      message: expect.stringContaining('key-1'),
    });
    const { keyId: _, signature: __, ...unsigned } = lines[0] as any;
    expect(verified([unsigned, ...lines.slice(1)])).toMatchObject({
      fault: 'unsigned',
      message: expect.stringContaining('no signing key'),
    });
  });

  it('finds a header and a checkpoint that were changed', () => {
    const { log, lines } = exported();
    expect(
      verified(
        [{ ...(lines[0] as any), until: '2020' }, ...lines.slice(1)],
        log.key,
      ),
    ).toMatchObject({ fault: 'signature' });
    const at = lines.findIndex(({ type }) => type === 'checkpoint');
    (lines[at] as any).at = '2020-01-01T00:00:00.000Z';
    expect(verified(lines, log.key)).toMatchObject({
      fault: 'signature',
      brokenAt: 10,
    });
  });

  it('takes the checkpoints of a former key that it has not', () => {
    const log = new TestLog(testKey('old')).fill(3);
    log.checkpoint();
    const rotated = new TestLog(testKey('new'));
    rotated.records.push(...log.records);
    rotated.checkpoints.push(...log.checkpoints);
    rotated.fill(2).checkpoint();
    expect(verified(rotated.export(), rotated.key)).toMatchObject({
      valid: true,
      checkpoints: 2,
    });
    expect(verified(rotated.export(), rotated.key, log.key)).toMatchObject({
      valid: true,
      checkpoints: 3,
    });
  });

  it('accepts bodies that are gone when the log itself says so', () => {
    const log = new TestLog().fill(6);
    for (const record of log.records.slice(1, 3)) {
      delete record.body;
      delete record.salt;
      record.withheld = 'pruned';
    }
    log.append({
      subject: 'audit',
      action: BODIES_PRUNED,
      details: { ranges: [[2, 3]] },
    });
    const erased = log.records[4];
    erased.withheld = 'erased';
    erased.body = { ...erased.body!, actor: '(erased)' };
    log.append({
      subject: 'audit',
      action: PERSON_ERASED,
      details: { replaced: [[5, auditBodyDigest(erased.salt!, erased.body)]] },
    });
    expect(verified(log.export(), log.key)).toMatchObject({
      valid: true,
      entries: 8,
      withheld: { pruned: 2, erased: 1 },
    });
    // A part that ends before the records says what they will say.
    expect(verified(log.export({ last: 6 }), log.key)).toMatchObject({
      valid: false,
      fault: 'bodyMissing',
      brokenAt: 2,
    });
    const recordedLater = {
      pruned: [[2, 3]] as [number, number][],
      erased: [[5, auditBodyDigest(erased.salt!, erased.body)]] as [
        number,
        string,
      ][],
    };
    expect(
      verified(log.export({ last: 6, recordedLater }), log.key),
    ).toMatchObject({ valid: true });
    // What was put in its place is on record too.
    erased.body.action = 'something.else';
    expect(verified(log.export(), log.key)).toMatchObject({
      valid: false,
      fault: 'bodyMismatch',
      brokenAt: 5,
    });
  });

  it('does not let a record excuse what comes after it', () => {
    const log = new TestLog().fill(1);
    log.append({
      subject: 'audit',
      action: BODIES_PRUNED,
      details: { ranges: [[1, 1e15]] },
    });
    log.fill(1);
    const last = log.records[2];
    delete last.body;
    expect(verified(log.export(), log.key)).toMatchObject({
      fault: 'bodyMissing',
      brokenAt: 3,
    });
  });

  it('survives records that are none', () => {
    const log = new TestLog();
    log.append({ subject: 'audit', action: BODIES_PRUNED, details: null });
    log.append({
      subject: 'audit',
      action: PERSON_ERASED,
      details: { replaced: 'x' },
    });
    log.append({ subject: 'audit', action: ENTRIES_PRUNED, details: {} });
    expect(() => verified(log.export(), log.key)).not.toThrow();
  });

  it('verifies whatever was appended, and nothing that was changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (details, which, where, bits) => {
          const log = new TestLog();
          for (const each of details) {
            log.append({ details: JSON.parse(JSON.stringify(each)) });
          }
          const lines = log.export().map(line => JSON.stringify(line));
          expect(verified(lines, log.key)).toMatchObject({
            valid: true,
            entries: details.length,
          });
          const at = 1 + (which % (lines.length - 1));
          const character = where % lines[at].length;
          const changed = `${lines[at].slice(
            0,
            character,
          )}${String.fromCharCode(
            lines[at].charCodeAt(character) ^ bits,
          )}${lines[at].slice(character + 1)}`;
          let same = false;
          try {
            same =
              JSON.stringify(JSON.parse(changed)) ===
              JSON.stringify(JSON.parse(lines[at]));
          } catch {
            // Broken, so it differs.
          }
          const result = verified(
            [...lines.slice(0, at), changed, ...lines.slice(at + 1)],
            log.key,
          );
          expect(result.valid).toBe(same);
        },
      ),
      { numRuns: 200 },
    );
  });
});
