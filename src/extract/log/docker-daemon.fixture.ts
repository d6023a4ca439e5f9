import type { LogFormatFixture } from '../../../tests/fixture.ts';

const id = '0f9a'.repeat(16);
const events = { product: 'docker', service: 'events' };
const time = '2026-11-23T16:00:00.123Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'events as text',
      input: `2026-11-23T16:00:00.123456789Z container create ${id} (image=alpine:3, name=x)\n2026-11-23T17:00:00.123456789+01:00 container exec_create: sh -c id ${id} (execID=1, image=alpine:3, name=x)\n`,
      expect: [
        {
          source: events,
          time,
          fields: { Type: 'container', Action: 'create', 'Actor.ID': id, 'Actor.Attributes.image': 'alpine:3' },
        },
        { time, fields: { Action: 'exec_create: sh -c id', 'Actor.Attributes.name': 'x' } },
      ],
    },
    {
      name: 'events as JSON',
      input: `{"status":"start","id":"${id}","from":"alpine:3","Type":"container","Action":"start","Actor":{"ID":"${id}","Attributes":{"image":"alpine:3"}},"scope":"local","time":1795449600,"timeNano":1795449600123456789}\n`,
      expect: [
        {
          source: events,
          time: '2026-11-23T16:00:00.000Z',
          fields: { Action: 'start', 'Actor.Attributes.image': 'alpine:3' },
        },
      ],
    },
    {
      name: 'the daemon’s log',
      input:
        'time="2026-11-23T16:00:00.123456789Z" level=info msg="API listen on /run/docker.sock"\ntime="2026-11-23T16:00:00.123456789Z" level=debug msg="Calling POST /v1.41/containers/create?name=x"\n',
      expect: [
        { source: { product: 'docker', service: 'daemon' }, time, fields: { level: 'info' } },
        { fields: { 'cs-method': 'POST', 'cs-uri-stem': '/v1.41/containers/create' } },
      ],
    },
  ],
  silent: [
    { name: 'another program’s log', input: 'time="2026-11-23T16:00:00Z" level=info msg="hello"\n' },
    { name: 'a container’s log', input: '2026-11-23T16:00:00.123456789Z stdout F container create\n' },
    { name: 'a setting', input: '{"Type":"container","Action":"x"}\n' },
  ],
};
