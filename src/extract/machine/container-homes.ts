/** Home folders, for the runtimes that users run for themselves. */
import type { Machine } from '../../model/machine-units.ts';

const mostHomes = 500;

/** `/root` and what stands in `/home`: a container's user without a home there has none of these folders. */
export function homesOf({ tree }: Machine): readonly string[] {
  const homes = tree.list('/home').filter(({ kind }) => kind === 'folder');
  return ['/root', ...homes.slice(0, mostHomes).map(({ name }) => `/home/${name}`)];
}
