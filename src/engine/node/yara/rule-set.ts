/**
 * Rule files, compiled. Runs in a process of its own (yara-child.ts): a bad expression may hang the engine, and nothing but
 * the end of its process stops it.
 * Source: the package's own documentation, https://github.com/cawalch/node-yara-x. Its `data` of a match is text and
 * loses bytes, so only places are taken.
 */
import type { YaraX } from '@litko/yara-x';
import type { RuleMatch } from '../../../model/script-payloads.ts';
import type { Reading, RuleFile } from './messages.ts';

/** As much of the package as is used: it is optional, and may not be there. */
export interface Compiler {
  compile(source: string): Pick<YaraX, 'scan' | 'setMaxMatchesPerPattern'>;
}

/** A pattern that matches everywhere shows no more at its thousandth place. */
const matchesPerPattern = 32;
const patternsPerRule = 64;
const metaPerRule = 64;
const longestMeta = 2_000;

interface Compiled {
  readonly rules: ReturnType<Compiler['compile']>;
  /** The file that a rule stands in, by the rule's name. */
  readonly fileOf: ReadonlyMap<string, string>;
}

export class RuleSet {
  readonly reading: Reading;
  readonly #compiled: readonly Compiled[];

  /**
   * Files are compiled together where that can be done, for one look at the bytes is cheaper than many; apart where
   * two of them have a rule of one name, or where one has a global rule, which would speak for all others.
   */
  constructor(files: readonly RuleFile[], compiler: Compiler) {
    const mistakes: { path: string; what: string }[] = [];
    const sound = files.filter(({ path, source }) => {
      try {
        compiler.compile(source);
        return true;
      } catch (error) {
        mistakes.push({ path, what: firstLines(error) });
        return false;
      }
    });
    this.#compiled = groupsOf(sound).flatMap((group) => compileTogether(group, compiler));
    this.reading = { rules: this.#compiled.reduce((sum, { fileOf }) => sum + fileOf.size, 0), mistakes };
  }

  match(bytes: Uint8Array): RuleMatch[] {
    // The package asks for a Buffer: a view of the same bytes.
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return this.#compiled.flatMap(({ rules, fileOf }) =>
      rules.scan(data).map((found) => {
        const file = fileOf.get(found.ruleIdentifier);
        return {
          engine: 'yara' as const,
          rule: found.ruleIdentifier,
          ...(file === undefined ? {} : { file }),
          tags: found.tags,
          meta: metaOf(found.meta),
          patterns: found.matches
            .slice(0, patternsPerRule)
            .map(({ identifier, offset, length }) => ({ name: identifier, offset, length })),
        };
      }),
    );
  }
}

/** Names of the rules that a source declares; comments and texts may add some that are none, which does no harm. */
function namesIn(source: string): string[] {
  return Array.from(source.matchAll(/^[ \t]*(?:(?:private|global)\s+)*rule\s+(\w+)/gm), ([, name = '']) => name);
}

function groupsOf(files: readonly RuleFile[]): RuleFile[][] {
  const together: { names: Set<string>; files: RuleFile[] }[] = [];
  const alone: RuleFile[][] = [];
  for (const file of files) {
    const names = namesIn(file.source);
    if (/\bglobal\b/.test(file.source)) {
      alone.push([file]);
      continue;
    }
    let group = together.find((other) => !names.some((name) => other.names.has(name)));
    if (!group) {
      group = { names: new Set(), files: [] };
      together.push(group);
    }
    group.files.push(file);
    for (const name of names) group.names.add(name);
  }
  return [...together.map((group) => group.files), ...alone];
}

function compileTogether(files: readonly RuleFile[], compiler: Compiler): Compiled[] {
  const compile = (part: readonly RuleFile[]): Compiled => {
    const rules = compiler.compile(part.map(({ source }) => source).join('\n'));
    rules.setMaxMatchesPerPattern(matchesPerPattern);
    const fileOf = new Map(part.flatMap(({ path, source }) => namesIn(source).map((name) => [name, path] as const)));
    return { rules, fileOf };
  };
  try {
    return [compile(files)];
  } catch {
    return files.map((file) => compile([file])); // each of them alone was compiled before
  }
}

function metaOf(meta: object): RuleMatch['meta'] {
  return Object.entries(meta)
    .slice(0, metaPerRule)
    .map(([key, value]) => ({ key, value: String(value).slice(0, longestMeta) }));
}

/** The engine draws its errors over several lines; the first ones say what and where. */
function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 2)
    .join(' ')
    .slice(0, 300);
}
