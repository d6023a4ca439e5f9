import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { collectedContainers } from './containers.ts';

const id = '3f4d9a2b'.repeat(8);
const place = '/live_response/containers/docker_inspect_3f4d9a2b3f4d.txt';
const answer = (...words: readonly string[]): string =>
  JSON.stringify([
    {
      Id: id,
      Name: '/web',
      Path: words[0],
      Args: words.slice(1),
      Created: '2026-11-20T03:00:00Z',
      State: { Running: true, StartedAt: '2026-11-20T03:00:01Z' },
      Config: { Image: 'alpine:3.20', Env: ['PATH=/bin'] },
      HostConfig: { RestartPolicy: { Name: 'always' }, Privileged: false, NetworkMode: 'host' },
    },
  ]);
const told = (collected: Files, copied: Files = {}): Told[] =>
  runProbe(collectedContainers, { ...machineOf(copied), collected: machineOf(collected).tree });

describe('containers that UAC asked about', () => {
  it('are told as the runtime describes them', () => {
    const all = told({ [place]: answer('xmrig', '-o', 'pool.example.com:3333', '-u', 'x') });
    expect(all).toContainEqual(
      expect.objectContaining({
        kind: 'container',
        path: place,
        value: expect.objectContaining({ runtime: 'docker', id, name: 'web', state: 'running', restart: 'always' }),
      }),
    );
    expect(all).toContainEqual(expect.objectContaining({ examine: place, bytes: expect.any(Uint8Array) }));
    expect(all).toContainEqual({ looked: { at: 'containers', count: 1 } });
  });
  it('are told aside where they are ordinary', () => {
    const all = told({ [place]: answer('nginx', '-g', 'daemon off;') });
    expect(all.filter((one) => 'kind' in one && !one.aside)).toEqual([]);
  });
  it('are left to their own probe where their state was copied', () => {
    expect(told({ [place]: answer('xmrig') }, { [`/var/lib/docker/containers/${id}/config.v2.json`]: '{}' })).toEqual(
      [],
    );
  });
  it('are a gap where the answer is none', () => {
    expect(told({ [place]: 'Error: No such object' })).toEqual([
      { gap: { code: 'malformed', what: 'no description of a container', path: place } },
    ]);
    expect(told({})).toEqual([]);
  });
});
