/**
 * Files of Sigma rules: detections, filters and correlations, one or several in a file.
 * Source: https://github.com/SigmaHQ/sigma-specification, version 2 (rules, correlation rules, filters, modifiers).
 * Version 1's `action: global` is read, its aggregations are not. A rule that is wrong, or asks for what cannot be run,
 * is named with its reason, and costs no other.
 */
import { Complaints } from './complaints.ts';
import { readCorrelation } from './correlation-rule.ts';
import { readDetection } from './detection.ts';
import type { Placeholders } from './field-test.ts';
import { readLogSource } from './log-source.ts';
import type { FilterRule, SigmaMistake, SigmaRule, SigmaRuleInfo } from './rule.ts';
import { readYamlDocuments, type YamlDocument, type YamlValue } from './yaml-documents.ts';

export interface SigmaFile {
  readonly rules: readonly SigmaRule[];
  /** What is wrong, and which rules are not run, in the order of the file. */
  readonly mistakes: readonly SigmaMistake[];
}

/** The documents of one file, taken apart. Plain values: another thread need not read the YAML, which takes the longest. */
export interface SigmaDocuments {
  readonly path: string;
  readonly documents: readonly YamlDocument[];
}

export function readSigmaDocuments(source: string, path: string): SigmaDocuments {
  return { path, documents: readYamlDocuments(source) };
}

/**
 * Reads the rules of one file. `path` is said back in rules and mistakes. `placeholders` are values for the modifier
 * `expand`, by name without percent signs.
 */
export function readSigmaRules(source: string, path: string, placeholders: Placeholders = new Map()): SigmaFile {
  return sigmaRulesOf(readSigmaDocuments(source, path), placeholders);
}

/** As `readSigmaRules`, of a file that is taken apart already. */
export function sigmaRulesOf({ path, documents }: SigmaDocuments, placeholders: Placeholders = new Map()): SigmaFile {
  const rules: SigmaRule[] = [];
  const mistakes: SigmaMistake[] = [];
  let shared: YamlValue | undefined;
  for (const { root, wrong } of documents) {
    const document = shared ? merged(shared, root) : root;
    if (!wrong && root.members?.get('action')?.scalar === 'global') {
      shared = document;
      continue;
    }
    const complaints = new Complaints();
    if (wrong) complaints.list.push(wrong);
    const rule = wrong ? undefined : readRule(document, path, complaints, placeholders);
    const title = new Complaints().text(document, 'title');
    for (const { line, what } of complaints.list)
      mistakes.push({ path, line, ...(title === undefined ? {} : { rule: title }), what });
    if (rule && complaints.list.length === 0) rules.push(rule);
  }
  return { rules, mistakes };
}

/** Version 1: what one document says for all that follow it. */
function merged(shared: YamlValue, own: YamlValue): YamlValue {
  if (!shared.members || !own.members) return own;
  const members = new Map(shared.members);
  members.delete('action');
  for (const [key, value] of own.members) {
    const before = members.get(key);
    members.set(key, before ? merged(before, value) : value);
  }
  return { line: own.line, members };
}

function readRule(
  map: YamlValue,
  path: string,
  complaints: Complaints,
  placeholders: Placeholders,
): SigmaRule | undefined {
  if (!map.members) {
    complaints.add(map, 'this is no rule: it must be a map with a title');
    return undefined;
  }
  const info = readInfo(map, path, complaints);
  const name = complaints.text(map, 'name');
  const base = { info, line: map.line, ...(name === undefined ? {} : { name }) };
  const taxonomy = complaints.text(map, 'taxonomy') ?? 'sigma';
  if (taxonomy !== 'sigma') complaints.add(map, `the taxonomy \`${taxonomy.slice(0, 40)}\` is not known`);
  if (info.status === 'unsupported') complaints.add(map, 'the rule calls itself unsupported');
  const correlation = map.members.get('correlation');
  if (correlation) {
    const read = readCorrelation(correlation, complaints);
    return read && { kind: 'correlation', ...base, ...read };
  }
  const logSource = readLogSource(map, complaints);
  const filter = map.members.get('filter');
  if (filter) return { kind: 'filter', ...base, logSource, ...readFilter(filter, complaints, placeholders) };
  const detection = map.members.get('detection');
  if (!detection) {
    complaints.add(map, 'the rule has no detection');
    return undefined;
  }
  const { search } = readDetection(detection, complaints, placeholders);
  return { kind: 'detection', ...base, logSource, search };
}

/**
 * The specification's filter names what is to be left out (`condition: selection`), pySigma's what is to be kept
 * (`condition: not selection`). Both can be told from the `not`.
 */
function readFilter(
  map: YamlValue,
  complaints: Complaints,
  placeholders: Placeholders,
): Pick<FilterRule, 'rules' | 'keeps'> {
  const rules = complaints.texts(map, 'rules');
  const { search, negated } = readDetection(map, complaints, placeholders);
  const [only] = rules;
  const any = rules.length === 0 || (rules.length === 1 && (only === 'any' || only === 'all'));
  return { rules: any ? 'any' : rules, keeps: negated ? search : { kind: 'not', search } };
}

function readInfo(map: YamlValue, path: string, complaints: Complaints): SigmaRuleInfo {
  const text = (key: string): string => complaints.text(map, key)?.trim() ?? '';
  const title = text('title');
  if (title === '') complaints.add(map, 'the rule has no title');
  return {
    id: text('id') || title,
    title,
    level: text('level') || 'medium',
    tags: complaints.texts(map, 'tags'),
    description: text('description'),
    references: complaints.texts(map, 'references'),
    falsepositives: complaints.texts(map, 'falsepositives'),
    author: text('author'),
    date: text('date'),
    status: text('status'),
    stage: text('davylamp_stage'),
    file: path,
  };
}
