import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSigmaRules } from './read-rules.ts';

const head = `title: A rule
id: 11111111-1111-4111-8111-111111111111
logsource: {product: windows, category: process_creation}
`;

function mistakes(source: string): readonly string[] {
  return readSigmaRules(source, 'a.yml').mistakes.map(({ line, rule, what }) => `${line} ${rule ?? '-'}: ${what}`);
}

/** What is said of a rule with such a detection. */
function complaint(detection: string): string | undefined {
  const [first] = mistakes(`${head}detection:\n${detection.replaceAll(/^/gm, '  ')}\n`);
  return first?.replace(/^\d+ A rule: /, '');
}

describe('a file of rules', () => {
  it('gives what a rule says of itself', () => {
    const { rules } = readSigmaRules(
      `${head}name: short
status: test
level: high
description: |
  Two
  lines
author: A. Author
date: 2024-05-06
tags: [attack.t1496, attack.impact]
references: ['https://example.com/a']
falsepositives: [none]
detection: {selection: {Image: a}, condition: selection}
`,
      'rules/a.yml',
    );
    expect(rules).toMatchObject([
      {
        kind: 'detection',
        name: 'short',
        line: 1,
        logSource: { product: 'windows', category: 'process_creation' },
        info: {
          id: '11111111-1111-4111-8111-111111111111',
          title: 'A rule',
          level: 'high',
          status: 'test',
          description: 'Two\nlines',
          author: 'A. Author',
          date: '2024-05-06',
          tags: ['attack.t1496', 'attack.impact'],
          references: ['https://example.com/a'],
          falsepositives: ['none'],
          file: 'rules/a.yml',
        },
      },
    ]);
  });

  it('may hold several documents, and what is wrong in one costs no other', () => {
    const good = `${head}detection: {a: {b: c}, condition: a}\n`;
    const { rules, mistakes: wrong } = readSigmaRules(
      `${good}---\n---\n${head}detection: {a: {b|nonsense: c}, condition: a}\n---\n${good}---\ntitle: x\n  y: [\n---\n${good}`,
      'a.yml',
    );
    expect(rules).toHaveLength(3);
    expect(wrong).toMatchObject([
      { path: 'a.yml', line: 10, rule: 'A rule', what: 'the modifier `nonsense` is not known' },
      { path: 'a.yml', line: 17, what: expect.stringMatching(/^this is no YAML/) },
    ]);
  });

  it('hands what `action: global` says to all that follows', () => {
    const { rules, mistakes: wrong } = readSigmaRules(
      `action: global
title: Shared
detection: {condition: selection}
---
logsource: {product: windows, service: security}
detection: {selection: {EventID: 4688}}
---
logsource: {product: windows, service: sysmon}
detection: {selection: {EventID: 1}}
`,
      'a.yml',
    );
    expect(wrong).toEqual([]);
    expect(rules.map((rule) => rule.kind === 'detection' && rule.logSource.service)).toEqual(['security', 'sysmon']);
  });

  it('names what is missing', () => {
    expect(mistakes('title: A rule\ndetection: {a: {b: c}, condition: a}\n')).toEqual([
      '1 A rule: the rule has no log source',
    ]);
    expect(mistakes(`${head}`)).toEqual(['1 A rule: the rule has no detection']);
    expect(mistakes('logsource: {product: linux}\ndetection: {a: {b: c}, condition: a}')).toEqual([
      '1 -: the rule has no title',
    ]);
    expect(mistakes('just text')).toEqual(['1 -: this is no rule: it must be a map with a title']);
    expect(mistakes('')).toEqual([]);
    expect(complaint('a: {b: c}')).toBe('the rule has no condition');
    expect(complaint('a: {b: c}\ncondition: a and d')).toBe(
      'the condition names `d`, which the detection does not have',
    );
    expect(complaint('a: {b: c}\ncondition: 1 of d*')).toBe(
      'the condition names `d*`, which the detection does not have',
    );
    expect(complaint('a: {}\ncondition: a')).toBe('`a` searches for nothing');
    expect(complaint('a: {b: []}\ncondition: a')).toBe('`b` has no value');
    expect(complaint('a: {b: {c: d}}\ncondition: a')).toBe('a value must be text, a number, true, false or null');
    expect(complaint('a: [null]\ncondition: a')).toBe('a keyword must be a text');
  });

  it('names what a condition has wrong', () => {
    const condition = (text: string): string | undefined => complaint(`a: {b: c}\ncondition: ${text}`);
    expect(condition('a | count() > 5')).toMatch('aggregation');
    expect(condition('(a')).toBe('in the condition a bracket is never closed');
    expect(condition('a a')).toBe('in the condition `a` is one word too many');
    expect(condition('a and')).toBe('in the condition a name is missing at the end');
    expect(condition('or a')).toBe('in the condition `or` stands where a name must be');
    expect(condition('few of a*')).toMatch('neither `all of` nor a number');
    expect(condition(`${'('.repeat(500)}a`)).toMatch('too deeply');
    expect(condition(`${'not '.repeat(500)}a`)).toMatch('too deeply');
  });

  it('names what cannot be run, and why', () => {
    const field = (key: string, value = 'x'): string | undefined => complaint(`a: {'${key}': ${value}}\ncondition: a`);
    expect(field('b|re', "'(a)\\1'")).toBe(
      'the regular expression `(a)\\1` cannot be run: a reference to a group cannot be matched in linear time',
    );
    expect(field('b|re', "'(?=a)'")).toMatch('looking ahead or behind');
    expect(field('b|expand', "'%Servers%'")).toBe('no value is known for the placeholder `%Servers%`');
    expect(field('b|cidr', '10.0.0.0/40')).toBe('`10.0.0.0/40` is no range of addresses');
    expect(field('b|gt', 'many')).toBe('`many` is no number');
    expect(field('b|exists', 'perhaps')).toBe('the modifier `exists` takes true or false');
    expect(field('b|re|cidr')).toBe('the modifiers `re` and `cidr` exclude each other');
    expect(field('b|i')).toBe('the modifier `i` needs `re` before it');
    expect(field('b|re|base64')).toBe('the modifiers `base64` and `re` exclude each other');
    expect(field('b|base64', "'a*'")).toMatch('takes no wildcards');
    for (const word of ['constructor', 'toString', '__proto__']) expect(field(`b|${word}`)).toMatch('is not known');
    expect(field('|exists', 'true')).toBe('the modifier `exists` needs a field');
    expect(mistakes(`${head}status: unsupported\ndetection: {a: {b: c}, condition: a}`)).toMatchObject([
      '1 A rule: the rule calls itself unsupported',
    ]);
    expect(mistakes(`${head}taxonomy: ecs\ndetection: {a: {b: c}, condition: a}`)).toMatchObject([
      '1 A rule: the taxonomy `ecs` is not known',
    ]);
  });

  it('names log sources that nothing gives', () => {
    const source = (text: string): readonly string[] =>
      mistakes(`title: a\nlogsource: {${text}}\ndetection: {a: {b: c}, condition: a}`);
    expect(source('product: aws, service: cloudtrail')).toEqual([
      '2 a: no log that is read here is of the product `aws`',
    ]);
    expect(source('product: windows, category: file_access')).toEqual([
      '2 a: no log that is read here is of the category `file_access`',
    ]);
    expect(source('product: windows, service: nonsense')).toEqual([
      '2 a: no log of windows that is read here is of the service `nonsense`',
    ]);
    expect(source('definition: all of it')).toEqual([
      '2 a: the log source names no product, no category and no service',
    ]);
    expect(source('category: webserver')).toEqual([]);
  });

  it('refuses YAML that an attacker may use', () => {
    expect(mistakes('title: &a x\nlogsource: *a\n')[0]).toMatch('refers to another place');
    expect(mistakes('title: x\ntitle: y\n')).toEqual(['2 x: `title` is given twice']);
    expect(mistakes(`title: ${'['.repeat(5000)}`)[0]).toMatch('too deep');
    expect(mistakes('x'.repeat(5_000_000))[0]).toMatch('4 MiB');
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      ...[
        'title',
        ': ',
        '\n',
        '  ',
        '- ',
        'detection',
        'condition',
        'selection',
        '[',
        ']',
        '{',
        '}',
        "'",
        '"',
        '*',
        '?',
      ],
      ...[
        '|',
        'contains',
        'all',
        're',
        '1 of ',
        'not ',
        '---\n',
        '\\',
        '&a',
        'null',
        '0x',
        'correlation',
        'filter',
        '#',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { what } of readSigmaRules(pieces.join(''), 'a.yml').mistakes) expect(what).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
