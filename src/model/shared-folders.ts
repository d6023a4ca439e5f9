/**
 * Folders in which many things of many owners stand: what lies beside a file there has nothing to do with it.
 * Source: Filesystem Hierarchy Standard 3.0, and where systems keep temporary files (intel/unix/temporary-folders.ts).
 * Does not see: folders that a site shares in its own way.
 */
const shared =
  /^(?:\/(?:usr|s?bin|lib\w{0,4}|etc|boot|run|root|tmp|opt|srv|home|var|dev|proc|sys|mnt|media)?|\/home\/[^/]{1,255}|\/usr\/(?:s?bin|lib\w{0,4}|libexec|share|local|tmp)|\/usr\/local\/\w{1,16}|\/var\/(?:tmp|log|lib|www|spool|cache)|\/var\/www\/html|\/dev\/(?:shm|mqueue)|\/run\/shm|\/private\/tmp)?$/;

/** @param folder without a slash at its end; the root is `/` or empty */
export function isSharedFolder(folder: string): boolean {
  return shared.test(folder);
}
