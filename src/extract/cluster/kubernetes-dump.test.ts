import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { fixture } from './kubernetes-dump.fixture.ts';
import { kubernetesDump } from './kubernetes-dump.ts';

const pod = (container: object, spec: object = {}): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x' },
    spec: { ...spec, containers: [container] },
  });

describe('kubernetes-dump', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(kubernetesDump, example);
    expect(misses).toEqual([]);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
  });
  it.each(fixture.fires)('sees the same in small stretches: $name', (example) => {
    expect(runSweep(kubernetesDump, example, 7)).toEqual(runSweep(kubernetesDump, example));
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(kubernetesDump, example)).toEqual({ sightings: [], misses: [] });
  });

  it('says where in the dump an object stands', () => {
    const [example] = fixture.fires;
    const { sightings } = runSweep(kubernetesDump, example ?? { name: '', input: '' });
    const text = String(example?.input);
    const miner = sightings.at(-1);
    expect(text.slice(miner?.offset, (miner?.offset ?? 0) + (miner?.length ?? 0))).toMatch(
      /^\{[\s\S]*"api-7f"[\s\S]*\}$/,
    );
  });

  it('reads lists that the server wrote, whose items have no kind', () => {
    const input = `{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"a"},"spec":{"containers":[{"name":"c","image":"metal3d/xmrig"}]}}]}`;
    expect(runSweep(kubernetesDump, { name: '', input }).sightings).toMatchObject([
      { kind: 'container', value: { why: ['miner-image', 'restarts-for-ever'] } },
    ]);
  });

  it('keeps what healthy clusters run as context', () => {
    const ordinary = [
      pod(
        {
          name: 'proxy',
          image: 'registry.k8s.io/kube-proxy:v1.31.0',
          command: ['/usr/local/bin/kube-proxy', '--config=/var/lib/kube-proxy/config.conf'],
          securityContext: { privileged: true },
        },
        { hostNetwork: true },
      ),
      pod({
        name: 'falco',
        image: 'falcosecurity/falco',
        args: ['/usr/bin/falco', '-pk'],
        securityContext: { privileged: true },
      }),
      pod(
        {
          name: 'mount-cgroup',
          image: 'quay.io/cilium/cilium:v1.16.0',
          command: [
            'sh',
            '-ec',
            'cp /usr/bin/cilium-mount /hostbin/cilium-mount; nsenter --cgroup=/hostproc/1/ns/cgroup --mount=/hostproc/1/ns/mnt "$BIN_PATH/cilium-mount" $CGROUP_ROOT; rm /hostbin/cilium-mount',
          ],
          volumeMounts: [{ name: 'p', mountPath: '/hostproc' }],
        },
        { volumes: [{ name: 'p', hostPath: { path: '/proc' } }] },
      ),
    ];
    for (const input of ordinary) {
      const { sightings } = runSweep(kubernetesDump, { name: '', input });
      expect(sightings).toMatchObject([{ kind: 'container', aside: true }]);
    }
  });

  it('never tells a value of a variable', () => {
    const { sightings } = runSweep(kubernetesDump, {
      name: '',
      input: pod({ name: 'db', image: 'postgres', env: [{ name: 'POSTGRES_PASSWORD', value: 'hunter2-secret' }] }),
    });
    expect(JSON.stringify(sightings.map(({ value }) => value))).not.toContain('hunter2');
  });

  it('says that a dump is cut', () => {
    const input = String(fixture.fires[0]?.input).slice(0, -200);
    const { misses } = runSweep(kubernetesDump, { name: '', input });
    expect(misses).toMatchObject([{ gap: { code: 'malformed' } }]);
  });
});
