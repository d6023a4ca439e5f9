/** The Markdown report: the same words as the terminal's, and no way for a sample to say more than words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/model/report.ts';
import { inline } from '../src/report/markdown/inline.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { active, analysed, case2018, clean, crowded, hostile, saying, withGaps } from './sample-reports.ts';

const sound = { defang: (text: string) => text };

/**
 * What stands outside code spans. After CommonMark 0.31.2, 6.1: a run of backticks opens a span that the next run of
 * the same length closes. Written apart from the code that it checks.
 */
function outsideCode(line: string): string {
  let outside = '';
  for (let at = 0; at < line.length; ) {
    const [run = ''] = /^`*/.exec(line.slice(at)) ?? [];
    if (run === '') {
      outside += line[at];
      at++;
      continue;
    }
    let close = at + run.length;
    for (; close < line.length; close++) {
      const [next = ''] = /^`*/.exec(line.slice(close)) ?? [];
      if (next.length === run.length) break;
      close += Math.max(0, next.length - 1);
    }
    if (close >= line.length) {
      outside += run;
      at += run.length;
    } else {
      outside += '□';
      at = close + run.length;
    }
  }
  return outside;
}

/** Our own marks taken off: what is left must mean nothing in Markdown. */
function wordsOf(line: string): string[] {
  const outside = outsideCode(line);
  if (/^ *\|.*\|$/.test(outside)) return outside.trim().slice(1, -1).split('|');
  return [
    outside
      .replace(/^ *(?:- )?/, '')
      .replace(/^#{1,3} /, '')
      .replace(/^\*\*([^*]+)\*\*/, '$1')
      .replace(/\\$/, ''),
  ];
}

/** Two figures between colons are a time, and no emoji. */
const meaningful = /[<>[\]`\\_~$@&|#*{}=^]|:\/\/|www\.|:(?!\d\d:)[\w+-]+:|[0-9a-f]{7}|\bgh-\d/i;
const opensBlock = /^ *(?:[-+*] |\d{1,9}[.)](?: |$)|={1,}$|-{2,}$|>| {4}|\t)/;

function expectOnlyWords(markdown: string): void {
  expect(markdown).not.toMatch(/[^\n\P{C}]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
  for (const line of markdown.split('\n')) {
    if (/^ *\|(?: :-[-:] \|)+$/.test(line)) continue;
    for (const words of wordsOf(line)) {
      expect(words).not.toMatch(meaningful);
      if (!line.trimStart().startsWith('|')) expect(words).not.toMatch(opensBlock);
    }
  }
}

const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '<script>',
          '<b onclick=x>',
          '<!--',
          '-->',
          '[a](https://evil.example)',
          '![x](y)',
          '[^1]',
          '[x]: /y',
          '&lt;',
        ],
        ...[
          '`',
          '``',
          '```',
          '~~~',
          '|',
          '\n',
          '\r\n',
          '\\',
          '\\`',
          '# ',
          '> ',
          '* ',
          '- ',
          '+ ',
          '1. ',
          '12)',
          '---',
          '===',
        ],
        ...[
          '@user',
          'user@evil.example',
          '#12',
          'GH-12',
          'a/b#1',
          'www.evil.example',
          'https://evil.example',
          '$x$',
          '$$',
        ],
        ...[
          ':smile:',
          'deadbeef01',
          '*a*',
          '_b_',
          '~~c~~',
          '\u202e',
          '\u001b[2J',
          ' ',
          '  ',
          '    ',
          '\t',
          'word',
          '%',
          '+',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('the Markdown report', () => {
  it('reads as its golden', async () => {
    await expect(renderMarkdown(analysed())).toMatchFileSnapshot('../src/report/golden/analysed.md');
  });

  it('has the verdict as its heading and the six answers first', () => {
    const lines = renderMarkdown(case2018()).split('\n');
    expect(lines[0]).toBe('# CONFIGURED: Set to mine, for an account. Not seen mining.');
    expect(lines.flatMap((line) => /^- \*\*(\w+):\*\*/.exec(line)?.[1] ?? []).slice(0, 6)).toEqual([
      'What',
      'Money',
      'Entry',
      'Reach',
      'Who',
      'Gone',
    ]);
  });

  it('holds nothing but words and our own marks', () => {
    for (const report of [active(), analysed(), case2018(), clean(), crowded(), hostile(), withGaps()])
      expectOnlyWords(renderMarkdown(report));
  });

  it('stays so whatever a sample or an analyst says, in any field', () => {
    fc.assert(
      fc.property(markup, (text) => expectOnlyWords(renderMarkdown(saying(analysed(), text)))),
      { numRuns: 60 },
    );
  });

  it('has the same headings whatever a sample says', () => {
    const headings = (report: Report): string[] => renderMarkdown(report).match(/^#+ .*$/gm) ?? [];
    fc.assert(
      fc.property(markup, (text) => {
        expect(headings(saying(analysed(), text))).toEqual(headings(saying(analysed(), 'x')));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps every row of a table at one number of cells', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const lines = renderMarkdown(saying(analysed(), text)).split('\n');
        lines.forEach((line, i) => {
          const before = lines[i - 1];
          if (line.startsWith('|') && before?.startsWith('|'))
            expect(line.split('|').length).toBe(before.split('|').length);
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('words in Markdown', () => {
  it.each([
    ['plain prose, with “quotes” (and brackets): 57 %.', 'plain prose, with “quotes” (and brackets): 57 %.'],
    ['see C:\\Users\\x\\a_b.exe.', 'see `C:\\Users\\x\\a_b.exe`.'],
    ['a *star*', 'a `*star*`'],
    ['run `davylamp scan PATH` now', 'run `davylamp scan PATH` now'],
    ['a`b', '``a`b``'],
    ['-o host:1 -u x', '`-o host:1 -u` x'],
    ['1. first', '`1`. first'],
    ['a|b', '`a|b`'],
    ['@user and #12', '`@user` and `#12`'],
    ['`', '`` ` ``'],
  ])('%s', (words, markdown) => {
    expect(inline(words, sound)).toBe(markdown);
  });

  it('end no cell of a table', () => {
    expect(inline('a|b', { ...sound, inCell: true })).toBe('`a\\x7cb`');
  });

  it('loses no letter', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z*_[\]<>@#.!-]{1,6}$/), { minLength: 1 }), (words) => {
        const text = words.join(' ');
        expect(inline(text, sound).replaceAll('`', '').replaceAll(/ +/g, ' ')).toBe(text);
      }),
    );
  });
});
