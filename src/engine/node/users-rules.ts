/** The user's own rules, YARA's and Sigma's: read and tried before anything is examined with them. */
import type { SigmaDocuments } from '../../codec/sigma/read-rules.ts';
import type { SigmaSet } from '../../codec/sigma/sigma-set.ts';
import { readRuleFiles, ruleEndings } from '../../gather/rule-files.ts';
import type { Collected } from './collected.ts';
import { mistakeInWords, readSigma } from './sigma-rules.ts';
import type { RuleFile } from './yara/messages.ts';
import { YaraRunner } from './yara/runner.ts';

/** Files and folders of rules. */
export interface RulePaths {
  readonly yara?: readonly string[];
  readonly sigma?: readonly string[];
}

export interface UsersRules {
  readonly yara: readonly RuleFile[];
  /** Taken apart, so that other threads need not. */
  readonly sigma: readonly SigmaDocuments[];
  readonly sigmaSet?: SigmaSet | undefined;
  /** How many there are; absent where none were asked for. */
  readonly count?: number;
}

/** Throws `RuleTrouble` where none of them can be used; single mistakes become gaps. */
export async function loadUsersRules({ yara = [], sigma = [] }: RulePaths, collected: Collected): Promise<UsersRules> {
  const ofYara = await loadYara(yara, collected);
  const ofSigma = await loadSigma(sigma, collected);
  const isAsked = ofYara.count !== undefined || ofSigma.count !== undefined;
  return {
    yara: ofYara.files,
    sigma: ofSigma.documents,
    sigmaSet: ofSigma.set,
    ...(isAsked && { count: (ofYara.count ?? 0) + (ofSigma.count ?? 0) }),
  };
}

/**
 * Reads the rules and tries to compile them, so that a mistake is told before the scan. Files that can't be used are
 * gaps as long as others can.
 */
async function loadYara(paths: readonly string[], collected: Collected): Promise<LoadedRules> {
  if (paths.length === 0) return { files: [] };
  const { files, mistakes } = readRuleFiles(paths, ruleEndings.yara);
  const runner = new YaraRunner(files);
  const reading = files.length > 0 ? await runner.load() : { rules: 0, mistakes: [] };
  runner.close();
  if ('what' in reading) throw new RuleTrouble('yara', `${reading.what}; is the package @litko/yara-x installed?`);
  const all = [...mistakes, ...reading.mistakes];
  if (reading.rules === 0) throw new RuleTrouble('yara', noRules(paths, all, 'YARA rules (.yar, .yara)'));
  for (const { path, what } of all) collected.miss({ path, code: 'malformed', what: `rules not run: ${what}` });
  const useless = new Set(all.map(({ path }) => path));
  return { files: files.filter(({ path }) => !useless.has(path)), count: reading.rules };
}

interface LoadedRules {
  readonly files: readonly RuleFile[];
  readonly count?: number;
}

/** Reads Sigma rules; one that is wrong is a gap, and the others run. */
async function loadSigma(paths: readonly string[], collected: Collected): Promise<LoadedSigma> {
  if (paths.length === 0) return { documents: [] };
  const { files, mistakes } = readRuleFiles(paths, ruleEndings.sigma);
  const read = await readSigma(files, paths);
  const all = [...mistakes, ...read.mistakes.map((mistake) => ({ path: mistake.path, what: mistakeInWords(mistake) }))];
  if (read.set.size === 0) throw new RuleTrouble('sigma', noRules(paths, all, 'Sigma rules (.yml, .yaml)'));
  for (const { path, what } of all) collected.miss({ path, code: 'malformed', what });
  return { documents: read.documents, count: read.set.size, set: read.set };
}

interface LoadedSigma {
  readonly documents: readonly SigmaDocuments[];
  readonly count?: number;
  readonly set?: SigmaSet;
}

function noRules(paths: readonly string[], mistakes: readonly { path: string; what: string }[], kind: string): string {
  const [first] = mistakes;
  return first ? `${first.path}: ${first.what}` : `there are no ${kind} in ${paths.join(', ')}`;
}

/** The user's rules can't be used. */
export class RuleTrouble extends Error {
  readonly flag: 'yara' | 'sigma';

  constructor(flag: 'yara' | 'sigma', message: string) {
    super(message);
    this.flag = flag;
  }
}
