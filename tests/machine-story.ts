/** Observations of a machine for detectors' fixtures: a process, an autostart, a file, as far as a test states them. */
import type { ArtifactKind } from '../src/model/artifact.ts';
import type { Autostart, ContainerState, FileTrace, ProcessState } from '../src/model/machine-payloads.ts';
import type { DetectorCase, Expected } from './fixture.ts';

type Seen = DetectorCase['seen'][number];

export const pool = { host: 'pool.example.com', port: 3333 } as const;
/** The Monero project's own address for donations: real, and nobody's miner. */
export const donations =
  '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
/** Of nobody: it only has the length of one. */
export const wallet: string = '4'.padEnd(95, 'A');

/** Process 7, started at noon: harmless, unless a test says otherwise. */
export function processOf(more: Partial<ProcessState> = {}): Seen {
  const value: ProcessState = {
    pid: 7,
    name: 'x',
    program: '/tmp/.x/x',
    programState: 'present',
    start: '2026-11-20T12:00:00.000Z',
    why: [],
    ...more,
  };
  return { kind: 'process', value, artifact: { name: `/proc/${value.pid}`, kind: 'process' } };
}

export function at(path: string, seen: Expected, kind: ArtifactKind = 'text'): Seen {
  return { ...seen, artifact: { name: path, kind } };
}

/** A configuration that names an account. */
export function configOf(more: Partial<Expected<'mining-config'>['value']> = {}): Expected {
  return {
    kind: 'mining-config',
    value: { miner: 'xmrig', source: 'argv', pools: [{ ...pool, login: wallet, wallet }], ...more },
  };
}

export function codeOf(more: Partial<Expected<'miner-code'>['value']> = {}): Expected {
  const value = {
    family: 'xmrig',
    purpose: 'miner',
    form: 'executable',
    traits: ['its own words', 'its options'],
  } as const;
  return { kind: 'miner-code', value: { ...value, traits: [...value.traits], ...more } };
}

export function autostartOf(more: Partial<Autostart> = {}): Seen {
  const value: Autostart = { mechanism: 'cron', place: '/etc/cron.d/x', why: [], ...more };
  return { kind: 'autostart', value, artifact: { name: value.place, kind: 'config' } };
}

export function fileOf(more: Partial<FileTrace> = {}): Seen {
  const value: FileTrace = { path: '/var/www/x.php', form: 'web-script', why: [], ...more };
  return { kind: 'file-trace', value, artifact: { name: value.path, kind: 'script' } };
}

export function containerOf(more: Partial<ContainerState> = {}): Seen {
  const value: ContainerState = { runtime: 'docker', id: '1a2b3c4d5e6f7a8b', why: [], ...more };
  return { kind: 'container', value, artifact: { name: `/var/lib/docker/containers/${value.id}/config.v2.json` } };
}

export function connected(remote: string): ProcessState['connections'] {
  return [{ protocol: 'tcp', local: '10.0.0.5:40000', remote, state: 'established' }];
}
