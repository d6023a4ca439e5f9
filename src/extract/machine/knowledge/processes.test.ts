import { expect, test } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { booted, procOf, usual } from '../process/sample-processes.ts';
import { processesOf } from './processes.ts';

const container = `/system.slice/docker-${'3f4d9a2b'.repeat(8)}.scope`;
const machine = machineOf(
  {
    ...procOf([
      ...usual,
      { pid: 700, program: '/usr/bin/x', mounts: 2, group: '/system.slice/x.service', uid: 33 },
      { pid: 701, parent: 700, program: '/usr/bin/x', mounts: 9, group: container },
      { pid: 702, parent: 701, program: '/app/bin/y', mounts: 5, environment: { HOME: '/root', TOKEN: 'x' } },
    ]),
    '/usr/bin/x': 'ELF',
  },
  { running: { before: { ms: booted, ticks: new Map([[700, 4]]) }, now: () => booted + 3000 } },
);
const table = processesOf(machine);

test('the table is read once a machine', () => {
  expect(processesOf(machine)).toBe(table);
  expect(table.all.map(({ pid }) => pid)).toEqual([1, 2, 3, 4, 700, 701, 702]);
  expect(table).toMatchObject({ booted, processors: 4, left: 0 });
});

test('threads of the kernel have no program, and are known by the kernel’s mark', () => {
  expect(table.of(3)).toMatchObject({ kernelThread: true, programState: 'none', arguments: [] });
});

test('a service’s own namespace is the machine’s, a container’s and a sandbox’s are not', () => {
  expect([1, 700, 701, 702].map((pid) => table.of(pid)?.ofMachine)).toEqual([true, true, false, false]);
  expect(table.of(700)?.group).toEqual({ unit: 'x.service', path: '/system.slice/x.service' });
});

test('parents come nearest first', () => {
  const process = table.of(702);
  expect(process && table.parentsOf(process).map(({ pid }) => pid)).toEqual([701, 700, 1]);
});

test('work is measured against the first sample; without one nothing is said of it', () => {
  expect(table.of(700)).toMatchObject({ cores: 0.02, watched: 3, processorSeconds: 0.1, start: booted + 5000 });
  expect(table.of(701)?.cores).toBeUndefined();
});

test('of the environment only what tells of a start or of mining is kept', () => {
  expect([...(table.of(702)?.environment.keys() ?? [])]).toEqual(['HOME']);
});

test('a machine without /proc has no processes', () => {
  expect(processesOf(machineOf({})).all).toEqual([]);
});
