/** The user's Sigma rules, for a watch. A rule that is wrong is told of, and the others run. */
import type { SigmaSet } from '../../../codec/sigma/sigma-set.ts';
import { readRuleFiles, ruleEndings } from '../../../gather/rule-files.ts';
import { mistakeInWords, readSigma } from '../sigma-rules.ts';

export interface WatchRules {
  readonly set: SigmaSet;
  /** One line each. */
  readonly mistakes: readonly string[];
}

/** None of the rules can be run. */
export class NoRules extends Error {}

export async function readWatchRules(path: string): Promise<WatchRules> {
  const { files, mistakes } = readRuleFiles([path], ruleEndings.sigma);
  const { set, mistakes: wrong } = await readSigma(files, [path]);
  const told = [
    ...mistakes.map(({ path: file, what }) => `${file}: ${what}`),
    ...wrong.map((mistake) => `${mistake.path}: ${mistakeInWords(mistake)}`),
  ];
  if (set.size === 0) throw new NoRules(told[0] ?? `there are no Sigma rules (.yml, .yaml) in ${path}`);
  return { set, mistakes: told };
}
