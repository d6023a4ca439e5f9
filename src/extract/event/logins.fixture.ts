import { type EventFixture, saidLine } from '../../../tests/event-harness.ts';

export const fixture: EventFixture = {
  fires: [
    {
      name: 'a login by password',
      lines: [saidLine('Accepted password for root from 203.0.113.9 port 4001 ssh2')],
      expect: [
        { kind: 'login-event', value: { outcome: 'worked', service: 'ssh', account: 'root', from: '203.0.113.9' } },
      ],
    },
  ],
  silent: [
    {
      name: 'an ordinary day',
      lines: [
        saidLine('Server listening on 0.0.0.0 port 22.'),
        saidLine('Connection from 192.0.2.1 port 4000 on 192.0.2.2 port 22'),
        saidLine('Received disconnect from 192.0.2.1 port 4000:11: disconnected by user'),
        saidLine('Failed none for root from 192.0.2.1 port 4000 ssh2'),
      ],
    },
  ],
};
