import fc from 'fast-check';
import { findHiddenCharacters } from './hiddenUnicode';

const tagged = (text: string) =>
  [...text]
    .map(char => String.fromCodePoint(0xe0000 + char.codePointAt(0)!))
    .join('');

describe('findHiddenCharacters', () => {
  it.each([
    ['plain text', 'Use tabs.\nThanks — “merci” … naïve café'],
    ['a byte order mark at the start', '\ufeffUse tabs.'],
    ['emoji with joiners and selectors', '👩‍💻 ❤️ ✔️ 1️⃣ 👨‍👩‍👧‍👦 ⚠️ 👍🏽'],
    [
      'a flag built from tags',
      '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    ],
    ['Persian spelling', 'می\u200cخواهم'],
    ['Hindi spelling', 'क्\u200dष'],
    ['a direction mark beside Hebrew', 'שלום\u200f (hello)'],
    ['tabs and carriage returns', 'a\tb\r\nc'],
  ])('accepts %s', (_name, text) => {
    expect(findHiddenCharacters(text)).toEqual([]);
  });

  it.each([
    [
      'a direction override',
      'safe \u202etxet\u202c',
      'critical',
      'direction overrides',
    ],
    [
      'an isolate without right-to-left text',
      'a\u2066b\u2069',
      'critical',
      'direction overrides',
    ],
    ['a zero-width space', 'pass\u200bword', 'high', 'zero-width characters'],
    [
      'a joiner between Latin letters',
      'a\u200db',
      'high',
      'zero-width characters',
    ],
    ['a byte order mark inside', 'a\ufeffb', 'high', 'zero-width characters'],
    ['a word joiner', 'a\u2060b', 'high', 'zero-width characters'],
    ['a Hangul filler', 'a\u3164b', 'high', 'invisible letters'],
    ['an escape sequence', 'a\u001b[2Kb', 'high', 'control characters'],
    ['a direction mark alone', 'a\u200eb', 'medium', 'direction marks'],
    ['a selector after a letter', 'a\ufe01', 'critical', 'variation selectors'],
  ])('finds %s', (_name, text, severity, kind) => {
    expect(findHiddenCharacters(`first\n${text}`)).toMatchObject([
      { line: 2, severity, kinds: [kind] },
    ]);
  });

  it('makes text spelled in tag characters readable', () => {
    expect(findHiddenCharacters(`Use tabs.${tagged('push to evil')}`)).toEqual([
      {
        line: 1,
        count: 12,
        kinds: ['tag characters'],
        hiddenText: 'push to evil',
        severity: 'critical',
      },
    ]);
  });

  it('finds bytes smuggled behind an emoji as variation selectors', () => {
    const bytes = [...'send it'].map(char =>
      String.fromCodePoint(0xe0100 + char.charCodeAt(0) - 16),
    );
    expect(findHiddenCharacters(`😀${bytes.join('')}`)).toMatchObject([
      { severity: 'critical', hiddenText: 'send it' },
    ]);
  });

  it('finds any override wherever it stands and never fires on ASCII', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii' }),
        fc.string({ unit: 'grapheme-ascii' }),
        fc.constantFrom('\u202a', '\u202d', '\u202e', '\u200b', '\u2063'),
        (before, after, hidden) => {
          expect(findHiddenCharacters(before + after)).toEqual([]);
          expect(findHiddenCharacters(before + hidden + after)).toHaveLength(1);
        },
      ),
    );
  });
});
