/** What the probes of container runtimes tell of one container. */
import type { Told } from '../../model/machine-units.ts';
import { autostartOf, comesBack, type ToldContainer } from '../cluster/container-told.ts';

export type ContainerKind = 'container' | 'autostart' | 'mining-config';

/** `path`: the file that describes it. */
export function* toldOf(
  told: ToldContainer,
  path: string,
  mechanism: 'container' | 'static-pod',
): Iterable<Told<ContainerKind>> {
  const aside = told.open ? {} : { aside: true as const };
  yield { kind: 'container', value: told.value, path, ...aside };
  if (mechanism === 'static-pod' || comesBack(told))
    yield { kind: 'autostart', value: autostartOf(told, path, mechanism), path, ...aside };
  if (told.config) yield { kind: 'mining-config', value: told.config, path };
  if (told.open) yield { examine: path };
}
