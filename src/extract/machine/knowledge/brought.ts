/**
 * Whether a file came with the system. Where no database of packages can be read, the folder decides: some are the
 * packages' alone on a system that is kept as its makers mean it.
 */
import type { Machine } from '../../../model/machine-units.ts';
import { packagesOf } from './packages.ts';

/** A package says that the file is its own. */
export function isOwned(machine: Machine, path: string): boolean {
  return packagesOf(machine).ownedBy(path) !== undefined;
}

/** Of a link counts what it leads to: who makes a packaged program a link to another brings that other one. */
export function isBrought(machine: Machine, path: string): boolean {
  const place = machine.tree.real(path) ?? path;
  return packagesOf(machine).databases.length > 0 ? isOwned(machine, place) : isVendorsPlace(place);
}

/** Brought, and as far as anybody can tell still the same. Hashes the file. */
export function isAsBrought(machine: Machine, path: string): boolean {
  return isBrought(machine, path) && packagesOf(machine).stateOf(path) !== 'changed';
}

function isVendorsPlace(path: string): boolean {
  return /^\/(?:usr\/(?:s?bin|lib(?:exec|32|64)?|share)|s?bin|lib(?:32|64)?)\//.test(path);
}
