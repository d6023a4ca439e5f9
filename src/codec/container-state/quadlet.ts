/**
 * A container as a unit of systemd that Podman makes (quadlet): `NAME.container`.
 * Source: https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html.
 * Does not see: drop-ins, pods and `.kube` files.
 */
import { readUnitFile } from '../systemd-unit/unit-file.ts';
import { wordsOf } from '../systemd-unit/values.ts';
import { type ContainerFacts, environmentOf, type Mount } from './facts.ts';

export function quadletContainer(text: string, name: string): ContainerFacts | undefined {
  const { settings } = readUnitFile(text);
  const all = (setting: string): readonly string[] =>
    settings.filter(({ section, key }) => `${section}.${key}` === setting).map(({ value }) => value);
  const image = all('Container.Image').at(-1);
  if (image === undefined) return undefined;
  const added = all('Container.PodmanArgs').join(' ');
  return {
    runtime: 'podman',
    id: name,
    name: all('Container.ContainerName').at(-1) ?? name,
    image,
    words: [...all('Container.Entrypoint').slice(-1), ...wordsOf(all('Container.Exec').at(-1) ?? '')],
    environment: environmentOf(all('Container.Environment').flatMap(wordsOf)),
    restart: all('Service.Restart').at(-1),
    privileged: /(?:^|\s)--privileged(?:$|\s|=true)/.test(added),
    mounts: all('Container.Volume').flatMap((volume): Mount[] => {
      const [source = '', target = source] = volume.split(':', 3);
      return source.startsWith('/') ? [{ source, target }] : [];
    }),
    hostNetwork: all('Container.Network').includes('host'),
    owner: 'systemd',
  };
}
