import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Page, type PageOptions } from './page.ts';
import { displayWidth } from './width.ts';

const options: PageOptions = { width: 40, columns: 40, color: false, defang: (text) => text };

function lines(page: Page): string[] {
  return page.toString().trimEnd().split('\n');
}

describe('a page', () => {
  it('wraps prose and hangs it under its label', () => {
    const page = new Page(options);
    page.paragraph('one two three four five six eight nine ten', { indent: 8, label: { text: 'What' } });
    expect(lines(page)).toEqual(['What    one two three four five six', '        eight nine ten']);
  });

  it('joins pieces that have no space between them', () => {
    const page = new Page(options);
    page.paragraph(['(', { text: 'a b', tone: 'strong' }, ')']);
    expect(lines(page)).toEqual(['(a b)']);
  });

  it('breaks a word that no line has room for', () => {
    const page = new Page(options);
    page.paragraph('x'.repeat(70), { indent: 10 });
    expect(lines(page)).toEqual([
      `${' '.repeat(10)}${'x'.repeat(30)}`,
      `${' '.repeat(10)}${'x'.repeat(30)}`,
      `${' '.repeat(10)}${'x'.repeat(10)}`,
    ]);
  });

  it('leaves it whole where the terminal is wider than the prose, or nothing breaks lines', () => {
    for (const columns of [100, Number.POSITIVE_INFINITY]) {
      const page = new Page({ ...options, columns });
      page.paragraph(`see ${'x'.repeat(70)}`, { indent: 10 });
      expect(lines(page)).toEqual(['          see', `          ${'x'.repeat(70)}`]);
    }
  });

  it('cuts a line whose spaces mean something', () => {
    const page = new Page(options);
    page.verbatim(`a  b${'c'.repeat(50)}`, { indent: 4 });
    expect(lines(page)).toEqual([`    a  b${'c'.repeat(31)}…`]);
  });

  it('counts wide characters as two columns', () => {
    const page = new Page(options);
    page.paragraph('文'.repeat(25));
    expect(lines(page)).toEqual(['文'.repeat(20), '文'.repeat(5)]);
  });

  it('paints only where colour is wanted, neighbours of one tone at once', () => {
    const page = new Page({ ...options, color: true });
    page.paragraph({ text: 'two words', tone: 'strong' });
    expect(page.toString()).toBe('\u001b[1mtwo words\u001b[22m\n');
  });

  it('says how much of a very long value it left out', () => {
    const page = new Page({ ...options, columns: Number.POSITIVE_INFINITY });
    page.paragraph('y'.repeat(5_000));
    expect(page.toString()).toMatch(/^y{600}…\n\(5000 characters\)$/m);
  });

  it('keeps every line within the columns and on one line, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 0, max: 20 }), (text, indent) => {
        const page = new Page(options);
        page.paragraph(text, { indent });
        page.verbatim(text, { indent });
        for (const line of lines(page)) expect(displayWidth(line)).toBeLessThanOrEqual(40);
      }),
    );
  });
});
