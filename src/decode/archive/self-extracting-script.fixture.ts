import { gzipSync } from 'fflate';

/** `inner text`, packed. */
export const packed: Uint8Array = gzipSync(new TextEncoder().encode('inner text '.repeat(40)), { mtime: 0 });

/** A script that carries bytes behind its last line. */
export function carrying(script: string, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode(script), ...bytes]);
}

const installer = `#!/bin/sh
# unpacks what stands below and runs it
dir=$(mktemp -d)
sed '1,/^__ARCHIVE_BELOW__$/d' "$0" | tar xz -C "$dir"
cd "$dir" && ./install.sh
exit 0
# ${'-'.repeat(100)}
__ARCHIVE_BELOW__
`;

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: carrying(installer, packed),
  leaves: new TextEncoder().encode(installer.slice(10)),
};
