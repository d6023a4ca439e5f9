/**
 * What /etc/hosts says of pools and of makers of security tools: led nowhere, they are blocked; led elsewhere, what is
 * meant for them comes to somebody else. A long list that blocks is a filter of advertising, and holds such names too.
 * Source: hosts(5); ATT&CK T1562.004, T1565.
 */
import { knownPool } from '../../intel/pools.ts';
import { securityHost } from '../../intel/rivals/security-hosts.ts';
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
      const isAside = isFilter && leadsNowhere(address);
      yield { kind: 'machine-setting', path, line: i + 1, value, ...(isAside ? { aside: true } : {}) };
    }
  }
  yield* leftOut(found - mostTold, 'names of pools and of makers of security tools are not told', path);
}

function leadsNowhere(address: string): boolean {
  return /^(?:0\.0\.0\.0|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1?|0)$/.test(address);
}

function whatIs(name: string): string | undefined {
  if (knownPool(name)) return 'a mining pool';
  return securityHost(name) && 'a maker of security tools';
}

function settingOf(address: string, name: string, what: string): MachineSetting {
  const says = leadsNowhere(address)
    ? `${what} can’t be reached from here by its name`
    : `what is meant for ${what} goes to ${address.slice(0, 64)}`;
  return { setting: `hosts: ${name.slice(0, 255)}`, value: address.slice(0, 64), says, why: ['keeps-others-away'] };
}
