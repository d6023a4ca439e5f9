import type { GapCode } from '../model/gap.ts';

/** Why a path could not be read, in the words of a gap. */
export function reason(error: unknown): { gap: GapCode; what: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return { gap: 'not-found', what: 'no such file or folder' };
  if (code === 'EACCES' || code === 'EPERM') return { gap: 'no-permission', what: 'no permission to read it' };
  if (code === 'ENOTDIR') return { gap: 'not-found', what: 'a part of the path is not a folder' };
  if (code === 'ELOOP') return { gap: 'not-found', what: 'symbolic links in a circle' };
  if (code === 'ENAMETOOLONG') return { gap: 'not-found', what: 'the name is too long' };
  if (code === 'EISDIR') return { gap: 'read-error', what: 'a folder, where a file was expected' };
  return { gap: 'read-error', what: `could not be read (${code || 'unknown error'})` };
}
