/** Flows of the models, the same each time for the same seed. */
import { benign } from './benign.ts';
import { evasions, miners } from './miners.ts';
import { Random } from './random.ts';
import { type Flow, type Model, Talk } from './talk.ts';

export interface Families {
  readonly mining: Readonly<Record<string, Model>>;
  readonly benign: Readonly<Record<string, Model>>;
  readonly evasive: Readonly<Record<string, Model>>;
}

export const families: Families = { mining: miners, benign, evasive: evasions };

/** So many conversations of one family. A quarter of them goes without TLS. */
export function* flowsOf(family: string, model: Model, count: number, seed: number): Generator<Flow> {
  for (let i = 0; i < count; i++) {
    const random = new Random(hash(`${family} ${seed} ${i}`));
    const talk = new Talk(random, random.chance(0.25));
    model(talk, random);
    yield talk.flow(family);
  }
}

/** FNV-1a, so that neighbouring seeds have nothing in common. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
