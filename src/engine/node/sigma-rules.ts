/** Reads the user's Sigma rules. What reads them is loaded where there are any. */
import type { SigmaDocuments } from '../../codec/sigma/read-rules.ts';
import type { SigmaMistake } from '../../codec/sigma/rule.ts';
import type { SigmaSet } from '../../codec/sigma/sigma-set.ts';
import type { RuleFileText } from '../../gather/rule-files.ts';

export interface ReadSigma {
  readonly set: SigmaSet;
  readonly mistakes: readonly SigmaMistake[];
  /** Of files with rules that can be run: what another thread makes the same set of. */
  readonly documents: readonly SigmaDocuments[];
}

/** What is not named and has none of these at the beginning of a line is some other YAML file. */
const ruleLike = /^(?:detection|correlation|filter|logsource)[ \t]*:/m;

/** @param named files that are rules by the user's own word */
export async function readSigma(files: readonly RuleFileText[], named: readonly string[] = []): Promise<ReadSigma> {
  const [{ readSigmaDocuments, sigmaRulesOf }, { compileSigma }] = await loadCodec();
  const read = files
    .filter(({ path, source }) => named.includes(path) || ruleLike.test(source))
    .map(({ source, path }) => {
      const documents = readSigmaDocuments(source, path);
      return { documents, ...sigmaRulesOf(documents) };
    });
  const set = compileSigma(read.flatMap(({ rules }) => rules));
  return {
    set,
    mistakes: [...read.flatMap(({ mistakes }) => mistakes), ...set.mistakes],
    documents: read.filter(({ rules }) => rules.length > 0).map(({ documents }) => documents),
  };
}

/** The set that `readSigma` made, in another thread: a set has functions, which no thread can send. */
export async function sigmaSetOf(documents: readonly SigmaDocuments[]): Promise<SigmaSet> {
  const [{ sigmaRulesOf }, { compileSigma }] = await loadCodec();
  return compileSigma(documents.flatMap((file) => sigmaRulesOf(file).rules));
}

const loadCodec = () =>
  Promise.all([import('../../codec/sigma/read-rules.ts'), import('../../codec/sigma/sigma-set.ts')]);

/** `line 12, “Title”: what is wrong`. */
export function mistakeInWords({ line, rule, what }: SigmaMistake): string {
  const where = [line === undefined ? '' : `line ${line}`, rule === undefined ? '' : `“${rule}”`].filter(Boolean);
  return `rule not run: ${where.length > 0 ? `${where.join(', ')}: ` : ''}${what}`;
}
