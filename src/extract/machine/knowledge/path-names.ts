/** Parts of paths of a Unix system. */

/** Its last part. @example nameOf('/etc/cron.d/x') // 'x' */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * `/opt/x///` is `/opt/x`; the root stays. Walked by hand: an expression would go over a long run of slashes again and
 * again.
 */
export function withoutEndingSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
