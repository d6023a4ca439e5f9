/**
 * What /etc/hosts says of pools, of makers of security tools and of servers of updates: led nowhere, they are blocked; led
 * elsewhere, what is meant for them comes to somebody else. A long list that blocks is a filter of advertising, and holds
 * such names too; updates that come from within the house are usual.
 * Source: hosts(5); ATT&CK T1562.004, T1565.
 */
import { knownPool } from '../../intel/pools.ts';
import { securityHost } from '../../intel/rivals/security-hosts.ts';
import { updatesOf } from '../../intel/rivals/update-hosts.ts';
import type { MachineSetting } from '../../model/machine-payloads.ts';
import type { Told } from '../../model/machine-units.ts';
import { leftOut } from './knowledge/folder-files.ts';

const path = '/etc/hosts';
const filterList = 100;
const mostTold = 200;

export function* hostEntries(text: string): Iterable<Told<'machine-setting'>> {
  const lines = text.split('\n');
  const blocked = lines.filter((line) => leadsNowhere(line.trim().split(/\s/, 1)[0] ?? '')).length;
  const isFilter = blocked > filterList;
  let found = 0;
  for (const [i, line] of lines.entries()) {
    const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s/, 64);
    for (const name of names) {
      const what = name === '' ? undefined : whatIs(name.toLowerCase());
      if (what === undefined || ++found > mostTold) continue;
      const value = settingOf(address, name, what);
      const isAside = leadsNowhere(address) ? isFilter : isMirror(address, name.toLowerCase());
      yield { kind: 'machine-setting', path, line: i + 1, value, ...(isAside ? { aside: true } : {}) };
    }
  }
  yield* leftOut(
    found - mostTold,
    'names of pools, makers of security tools and servers of updates are not told',
    path,
  );
}

function leadsNowhere(address: string): boolean {
  return /^(?:0\.0\.0\.0|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1?|0)$/.test(address);
}

/** Addresses within the house: RFC 1918, RFC 6598, RFC 4193. */
function isMirror(address: string, name: string): boolean {
  const isInner =
    /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^f[cd][\da-f]{2}:/i.test(
      address,
    );
  return isInner && updatesOf(name) !== undefined;
}

function whatIs(name: string): string | undefined {
  if (knownPool(name)) return 'a mining pool';
  if (securityHost(name)) return 'a maker of security tools';
  const system = updatesOf(name);
  return system && `the server of ${system}’s updates`;
}

function settingOf(address: string, name: string, what: string): MachineSetting {
  const says = leadsNowhere(address)
    ? `${what} can’t be reached from here by its name`
    : `what is meant for ${what} goes to ${address.slice(0, 64)}`;
  return { setting: `hosts: ${name.slice(0, 255)}`, value: address.slice(0, 64), says, why: ['keeps-others-away'] };
}
