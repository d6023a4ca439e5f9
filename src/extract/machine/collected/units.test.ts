import { expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import { collectedUnits } from './units.ts';

const told = (collected: Files, copied: Files = {}): unknown[] =>
  runProbe(collectedUnits, {
    ...machineOf(copied, { state: { form: 'collection' } }),
    collected: machineOf(collected).tree,
  }).flatMap((one) => ('kind' in one ? [one.kind === 'autostart' ? [one.value.name, one.value.why] : one.value] : []));
const miner = { term: 'xmrig', category: 'miner' };
const files =
  'UNIT FILE                      STATE           PRESET\ncron.service                   enabled         enabled\nxmrig.service                  enabled         enabled\n\n2 unit files listed.\n';
const units =
  '  UNIT            LOAD   ACTIVE SUB     DESCRIPTION\n  cron.service    loaded active running xmrig.service is none\n● kswapd0.service loaded failed failed  x\n';

it('units that are named as a miner or as a part of the system are told, once each', () => {
  expect(
    told({
      '/live_response/system/systemctl_list-unit-files.txt': files,
      '/live_response/system/systemctl_list-units.txt': units,
    }),
  ).toEqual([['xmrig.service', ['mines']], miner, ['kswapd0.service', ['poses-as-system']]]);
});

it('Velociraptor lists them, too', () => {
  const rows = ['cron.service', 'xmrig.service'].map((Unit) => `${JSON.stringify({ Unit, Load: 'loaded' })}\n`);
  expect(told({ '/results/Linux.Sys.Services.json': rows.join('') })).toEqual([['xmrig.service', ['mines']], miner]);
});

it('a unit whose file was copied is left to its own probe', () => {
  const list = { '/live_response/system/systemctl_list-unit-files.txt': files };
  expect(told(list, { '/etc/systemd/system/xmrig.service': '[Service]\nExecStart=/opt/x\n' })).toEqual([]);
});

it('what of a list is not read is a gap', () => {
  const list = '/live_response/system/systemctl_list-units.txt';
  const table = '/results/Linux.Sys.Services.json';
  const gaps = (collected: Files): unknown[] =>
    runProbe(collectedUnits, { ...machineOf({}), collected: machineOf(collected).tree }).filter((one) => 'gap' in one);
  expect(gaps({ [list]: '\n'.repeat(20_001) })).toMatchObject([{ gap: { code: 'limit-count', path: list } }]);
  expect(gaps({ [table]: '{"Unit": "a.service"}\n{"Unit"\n' })).toMatchObject([
    { gap: { code: 'malformed', path: table } },
  ]);
});
