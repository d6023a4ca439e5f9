/**
 * Something speaks of mining, and nothing more: terms in a text, a rule, a list, a database or a program, or a wallet
 * whose check holds and that nothing is set to mine for. One finding for each artifact, the most telling first, and one
 * for all that remain, so that a folder of rules doesn't drown a miner.
 * Does not claim: anything about an artifact that carries a configuration, a session or a miner's code; and nothing about
 * a sensor's log for the names of pools in it, which other detectors weigh.
 */
import type { Artifact, ArtifactKind } from '../../model/artifact.ts';
import type { Observation } from '../../model/observation.ts';
import { type ContactKind, contactKinds } from '../../model/traffic-kinds.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { byArtifact } from '../code/by-artifact.ts';

const findingsLimit = 50;
const termsShown = 8;
const walletsShown = 4;

const readKinds = ['mining-term', 'wallet', 'mining-config', 'stratum-session', 'miner-code'] as const;

type Needs = (typeof readKinds)[number] | ContactKind;

export const miningMention: Detector<Needs> = defineDetector({
  id: 'mining-mention',
  title: 'Something that speaks of mining',
  stage: 'mention',
  techniques: [],
  confidence: 'high',
  needs: [...readKinds, ...contactKinds],
  couldBe: ['a text about mining or against it'],
  *detect(seen, context) {
    const explained = new Set<string>();
    for (const { at } of [...seen['stratum-session'], ...seen['miner-code']]) explained.add(at.artifact);
    for (const { at } of seen['mining-config'])
      if (!onlySpeaks.has(context.artifact(at.artifact).kind)) explained.add(at.artifact);
    // Facts about traffic speak for the terms that stand in them.
    const logs = new Set(contactKinds.flatMap((kind) => seen[kind].map(({ at }) => at.artifact)));
    const terms = seen['mining-term'].filter(({ at }) => !logs.has(at.artifact));
    const mentions = collect(terms, seen.wallet, explained, (id) => context.artifact(id));
    const single = mentions.length > findingsLimit ? mentions.slice(0, findingsLimit - 1) : mentions;
    for (const mention of single) yield claimOf(mention);
    if (single.length < mentions.length) yield claimOfRest(mentions.slice(single.length));
  },
});

/** Kinds in which even a whole configuration is only spoken of. */
const onlySpeaks: ReadonlySet<ArtifactKind> = new Set(['blocklist', 'database', 'document', 'rules', 'source-code']);

interface Mention {
  readonly artifact: Artifact;
  /** One observation for each term. */
  readonly terms: readonly Observation<'mining-term'>[];
  /** One observation for each address. */
  readonly wallets: readonly Observation<'wallet'>[];
}

function collect(
  terms: readonly Observation<'mining-term'>[],
  wallets: readonly Observation<'wallet'>[],
  explained: ReadonlySet<string>,
  artifact: (id: string) => Artifact,
): Mention[] {
  const termsOf = byArtifact(terms);
  const walletsOf = byArtifact(wallets.filter(({ value }) => value.checksumValid));
  const ids = [...new Set([...walletsOf.keys(), ...termsOf.keys()])].filter((id) => !explained.has(id));
  const mentions = ids.map((id) => ({
    artifact: artifact(id),
    terms: distinct(termsOf.get(id) ?? [], ({ value }) => value.term),
    wallets: distinct(walletsOf.get(id) ?? [], ({ value }) => value.address),
  }));
  return mentions.sort((a, b) => weight(b) - weight(a));
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}

/** An account beside words about mining tells most; a long list of either tells no more than a short one. */
function weight({ terms, wallets, artifact }: Mention): number {
  const both = terms.length > 0 && wallets.length > 0 ? 100 : 0;
  const speaks = onlySpeaks.has(artifact.kind) ? -50 : 0;
  return both + speaks + Math.min(terms.length, 20) + 2 * Math.min(wallets.length, 10);
}

// --- words ----------------------------------------------------------------------------------------------------

const nouns: Partial<Record<ArtifactKind, string>> = {
  blocklist: 'A blocklist',
  capture: 'A capture',
  config: 'A configuration',
  database: 'A database',
  document: 'A document',
  executable: 'A program',
  log: 'A log',
  page: 'A page',
  rules: 'A rule',
  script: 'A script',
  'source-code': 'Source code',
  stream: 'A network conversation',
};

const readings: Partial<Record<ArtifactKind, string>> = {
  blocklist: 'a list of hosts to block',
  database: 'records that quote such words, as search indexes and articles do',
  document: 'documentation, a report or an article about mining',
  executable: 'a scanner, a network dissector or a wallet, which know such words and addresses',
  log: 'a record of something refused or blocked',
  page: 'an article, or a page that offers to pay or to donate',
  rules: 'a rule that detects miners',
  script: 'a script that removes miners or guards against them',
  'source-code': "a program's source: a scanner, a wallet or a miner's own",
  stream: 'a conversation that carries an article, a rule or a query',
};

function claimOf({ artifact, terms, wallets }: Mention): Claim {
  const leaves = [
    ...wallets.slice(0, walletsShown).map((o) => saw(o, 'a wallet whose check holds')),
    ...terms.slice(0, termsShown).map((o) => saw(o)),
  ];
  const reading = readings[artifact.kind];
  return {
    because: any(...leaves),
    title: titleOf(nouns[artifact.kind] ?? 'Something', terms, wallets),
    couldBe: [reading ?? 'a text about mining or against it', ...walletReadings(wallets)],
  };
}

function titleOf(
  noun: string,
  terms: readonly Observation<'mining-term'>[],
  wallets: readonly Observation<'wallet'>[],
): string {
  if (terms.length === 0) return `${noun} that holds ${countOf(wallets.length)}, with nothing set to mine for it`;
  const names = terms.slice(0, 3).map(({ value }) => value.term);
  const more = terms.length > names.length ? ` and ${terms.length - names.length} more` : '';
  const accounts = wallets.length > 0 ? `, and holds ${countOf(wallets.length)}` : '';
  return `${noun} that speaks of mining (${names.join(', ')}${more})${accounts}`;
}

function countOf(wallets: number): string {
  return wallets === 1 ? 'a wallet address' : `${wallets} wallet addresses`;
}

function walletReadings(wallets: readonly Observation<'wallet'>[]): string[] {
  return wallets.length === 0 ? [] : ['an address for donations or payments, or an example'];
}

function claimOfRest(rest: readonly Mention[]): Claim {
  const leaves = rest.flatMap(({ terms, wallets }) => [...wallets.slice(0, 1), ...terms.slice(0, 1)].slice(0, 1));
  return {
    because: any(...leaves.slice(0, findingsLimit).map((o) => saw(o))),
    title: `${rest.length} more artifacts that speak of mining`,
    couldBe: ['documentation, rules or lists about mining'],
  };
}
