/**
 * What a collector wrote down of the processes and connections of a machine that ran, where it did not copy /proc: the
 * lists of `ps`, `ss`, `netstat` and `lsof` that UAC keeps, the tables of Velociraptor and of KAPE's modules.
 * Does not see: which of two arguments a space parts; programs that no list names.
 */
import type { Machine } from '../../../model/machine-units.ts';
import type { Told } from './told-facts.ts';
import { toldByTables } from './told-tables.ts';
import { toldByUac } from './uac.ts';

const nothing: Told = { processes: [], connections: new Map(), misses: [] };
const known = new WeakMap<Machine, Told>();

export function toldOf(machine: Machine): Told {
  const { collected } = machine;
  if (collected === undefined) return nothing;
  const told = known.get(machine) ?? (machine.state.collector === 'uac' ? toldByUac(collected) : toldByTables(machine));
  known.set(machine, told);
  return told;
}
