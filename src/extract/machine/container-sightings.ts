/** What the probes of container runtimes tell of one container, and of the files that describe containers. */
import type { Told } from '../../model/machine-units.ts';
import { autostartOf, comesBack, type ToldContainer } from '../cluster/container-told.ts';
import { leftOut } from './knowledge/folder-files.ts';

export type ContainerKind = 'container' | 'autostart' | 'mining-config';

/**
 * @param path the file that describes it
 * @param when it starts, where that file makes it start
 */
export function* toldOf(
  told: ToldContainer,
  path: string,
  mechanism: 'container' | 'static-pod',
  when?: string,
): Iterable<Told<ContainerKind>> {
  const aside = told.open ? {} : { aside: true as const };
  yield { kind: 'container', value: told.value, path, ...aside };
  if (mechanism === 'static-pod' || when !== undefined || comesBack(told)) {
    const value = autostartOf(told, path, mechanism);
    yield { kind: 'autostart', value: when === undefined ? value : { ...value, when }, path, ...aside };
  }
  if (told.config) yield { kind: 'mining-config', value: told.config, path };
  if (told.open) yield { examine: path };
}

/**
 * Tells of each description up to a bound, then how many there are and what was left out; nothing where there are none.
 * @param what they are, in the plural
 * @param where for a gap's path
 */
export function* toldEach<T>(
  descriptions: readonly T[],
  { most, what, where }: { readonly most: number; readonly what: string; readonly where: string },
  tell: (description: T) => Iterable<Told<ContainerKind>>,
): Iterable<Told<ContainerKind>> {
  for (const description of descriptions.slice(0, most)) yield* tell(description);
  yield* leftOut(descriptions.length - most, `${what} are not read`, where);
  if (descriptions.length > 0) yield { looked: { at: what, count: Math.min(descriptions.length, most) } };
}
