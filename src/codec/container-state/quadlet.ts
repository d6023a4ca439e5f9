/**
 * A container as a unit of systemd that Podman makes (quadlet): `NAME.container`.
 * Source: https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html.
 * Does not see: drop-ins, pods and `.kube` files.
 */
import { type ContainerFacts, environmentOf, type Mount } from './facts.ts';

/** Lines of a unit. */
const mostLines = 2000;

export function quadletContainer(text: string, name: string): ContainerFacts | undefined {
  const settings = settingsOf(text);
  const all = (key: string): readonly string[] => settings.get(key) ?? [];
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

/** Values by `Section.Key`, in their order; a line that ends in a backslash goes on. */
function settingsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, string[]>();
  let section = '';
  for (const line of text.replace(/\\\r?\n/g, ' ').split('\n', mostLines)) {
    section = /^\s*\[([\w-]{1,64})\]/.exec(line)?.[1] ?? section;
    const at = line.indexOf('=');
    if (at < 1 || /^\s*[#;]/.test(line)) continue;
    const key = `${section}.${line.slice(0, at).trim()}`;
    settings.set(key, [...(settings.get(key) ?? []), line.slice(at + 1).trim()]);
  }
  return settings;
}

/** Words as systemd splits them; quotes may stand around any. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+/g) ?? [];
  return words.map((word) => (/^["']/.test(word) ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word));
}
