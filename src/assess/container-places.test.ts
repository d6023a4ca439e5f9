import { describe, expect, it } from 'vitest';
import { makeCase } from '../../tests/make-case.ts';
import { spokenPlace } from './container-places.ts';

const id = '9c388e2e5b31ad384b2c76a196406d4a102828519643fc938c857997cf1577bb';
const layer = '1f388e2e5b31ad384b2c76a196406d4a102828519643fc938c857997cf1577bb';
const files = `/var/lib/docker/overlay2/${layer}/merged`;
const evidence = makeCase('configured', [
  { kind: 'container', value: { runtime: 'docker', id, name: 'kube_metrics', files, why: [] } },
]);
const nothing = makeCase(undefined, []);

describe('a path into a container', () => {
  it.each([
    [`/var/lib/docker/containers/${id}/config.v2.json`, 'the container kube_metrics'],
    [`${files}/app/xmrig`, '/app/xmrig in the container kube_metrics'],
    ['/proc/7/cmdline', 'the command line of process 7'],
  ])('%s is told as %s', (path, said) => {
    expect(spokenPlace(path, evidence)).toBe(said);
  });

  it('goes by its first digits where nobody knows its name', () => {
    expect(spokenPlace(`/var/lib/docker/containers/${id}/${id}-json.log`, nothing)).toBe('the container 9c388e2e5b31');
    expect(spokenPlace(`${files}/app/xmrig`, nothing)).toBe('/var/lib/docker/overlay2/1f388e2e5b31…/merged/app/xmrig');
  });

  it.each(['/opt/containers/x', `/srv/${id}/xmrig`, `${files}-old/x`.slice(0, 60), '/var/lib/docker/overlay2/x/y'])(
    'leaves %s as it is',
    (path) => {
      expect(spokenPlace(path, evidence)).toBe(path);
    },
  );
});
