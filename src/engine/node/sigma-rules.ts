/** Reads the user's Sigma rules. What reads them is loaded where there are any. */
import type { SigmaMistake } from '../../codec/sigma/rule.ts';
import type { SigmaSet } from '../../codec/sigma/sigma-set.ts';
import type { RuleFileText } from '../../gather/rule-files.ts';

export interface ReadSigma {
  readonly set: SigmaSet;
  readonly mistakes: readonly SigmaMistake[];
}

/** What is not named and has none of these at the beginning of a line is some other YAML file. */
const ruleLike = /^(?:detection|correlation|filter|logsource)[ \t]*:/m;

/** @param named files that are rules by the user's own word */
export async function readSigma(files: readonly RuleFileText[], named: readonly string[] = []): Promise<ReadSigma> {
  const [{ readSigmaRules }, { compileSigma }] = await Promise.all([
    import('../../codec/sigma/read-rules.ts'),
    import('../../codec/sigma/sigma-set.ts'),
  ]);
  const read = files
    .filter(({ path, source }) => named.includes(path) || ruleLike.test(source))
    .map(({ source, path }) => readSigmaRules(source, path));
  const set = compileSigma(read.flatMap(({ rules }) => rules));
  return { set, mistakes: [...read.flatMap(({ mistakes }) => mistakes), ...set.mistakes] };
}

/** `line 12, “Title”: what is wrong`. */
export function mistakeInWords({ line, rule, what }: SigmaMistake): string {
  const where = [line === undefined ? '' : `line ${line}`, rule === undefined ? '' : `“${rule}”`].filter(Boolean);
  return `rule not run: ${where.length > 0 ? `${where.join(', ')}: ` : ''}${what}`;
}
