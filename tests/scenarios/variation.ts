/** Variants of a scenario from a seed: what varies between cases of the same truth. */
import type { Provenance } from '../../src/model/provenance.ts';
import { fact, from, pointer } from './pieces.ts';
import type { Piece, Scenario } from './scenario.ts';

/** Numbers from 0 to 1 by xorshift (Marsaglia, Journal of Statistical Software 8/14, 2003): enough to vary a fixture. */
function seeded(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) next(); // small seeds start alike
  return next;
}

/** A forger's usual goods: cheap, and about nobody in particular. */
const decoys: readonly Piece[] = [
  pointer('mail.silibank.net.kp'),
  pointer('vpn.example-ministry.ir', '.ir'),
  fact('who/provocative-string', from('the sample', 'A1', 'cheap')),
  fact('who/language-elsewhere', from('the sample', 'A1', 'cheap')),
  fact('who/debug-messages', from('the sample', 'A1', 'cheap')),
];

/**
 * Seed 0 is the scenario as written. Others lack some extras, have grades a step off, show a few things twice, in
 * another order, and have planted pointers of `decoys` added.
 */
export function variantOf(scenario: Scenario, seed: number): Piece[] {
  const all = [...scenario.pieces, ...(scenario.extras ?? [])];
  if (seed === 0) return all;
  const random = seeded(seed * 7919 + scenario.name.length);
  const kept = [...scenario.pieces, ...(scenario.extras ?? []).filter(() => random() < 0.6)];
  const copies = kept.filter(() => random() < 0.2);
  const added = scenario.question === 'who' ? decoys.filter(() => random() < 0.25) : [];
  const pieces = [...kept, ...copies].map((piece) => (random() < 0.3 ? regraded(piece, random) : piece));
  return shuffled([...pieces, ...added], random);
}

const letters = ['A', 'B', 'C', 'D', 'E'] as const;

/** A step up or down in the letter or the number; what nobody can judge stays so. */
function regraded(piece: Piece, random: () => number): Piece {
  const { value } = piece.seen;
  if (!('provenance' in value) || value.provenance === undefined) return piece;
  const provenance: Provenance = stepped(value.provenance, random);
  // Kind and value belong together as before; TypeScript can't follow that through the union.
  return { ...piece, seen: { ...piece.seen, value: { ...value, provenance } } as Piece['seen'] };
}

function stepped(provenance: Provenance, random: () => number): Provenance {
  const step = random() < 0.5 ? 1 : -1;
  const { reliability, credibility } = provenance;
  if (random() < 0.5) {
    const at = 'ABCDE'.indexOf(reliability);
    return { ...provenance, reliability: at < 0 ? reliability : (letters[at + step] ?? reliability) };
  }
  const next = credibility + step;
  return credibility === 6 || next < 1 || next > 5 ? provenance : { ...provenance, credibility: next };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const order = list.map((element) => ({ element, key: random() }));
  return order.sort((a, b) => a.key - b.key).map(({ element }) => element);
}
