/** What the building of a program leaves in it, as observations; and for each, what it takes to forge it. */
import type { BuildTrace } from '../../model/payloads.ts';
import type { Result } from '../../model/result.ts';
import type { Miss, Sighting, View } from '../../model/units.ts';

export type TraceName = BuildTrace['trace'];
export type TraceSighting = Sighting<'build-trace'>;

const forgeable: Readonly<Partial<Record<TraceName, string>>> = {
  'compile-time':
    'four bytes that anyone can write; the first sighting of this file bounds the time from above, the dates of the libraries it uses from below',
  'pdb-path':
    "a path that the builder chose or typed; the symbol file on the builder's machine would check it, and other files built in the same folder would tie them together, not to a person",
  'type-library-id':
    'can be copied from another project; files that share it and differ otherwise speak for one project',
  mvid: 'made anew by each build and easily overwritten; files that share it are of one build, or one borrows from the other',
  'file-path': 'a string that anyone can type; the file itself on a machine that ran this would check it',
  'rich-header':
    'can be copied whole from another program; a checksum that holds shows only that nobody changed it by hand; files that share it were linked from like parts with the same tools',
  'version-info': 'texts that the builder typed, often copied from a well-known program',
  signer:
    'the signature was NOT verified here, and one copied from another program looks the same; checking it, and the certificate with its issuer, tells',
  'entry-point': 'names that the author chose or an obfuscator made; files that share them may share their source',
  linking: 'the builder’s choice, and easily changed after the build',
  section: 'the builder’s choice, and easily changed after the build; what is in it tells more than how long it is',
  packer: 'names and marks of packers are easily copied or wiped; unpacking it would tell',
  compiler: 'a text that is easily changed; the code’s own style would check it',
  'build-id': 'easily overwritten; files that share it are of one build, or one borrows from the other',
  'build-path':
    "a path on the builder's machine, which can be typed or remapped; other files built in the same folder would tie them together, not to a person",
  'go-build':
    'plain text that can be overwritten after the build; a public module and commit can be built again and compared',
  'rust-build': 'plain text that can be overwritten after the build; the same crates can be built again and compared',
};

/** A trace at a place of the view. */
export function trace(name: TraceName, text: string, offset: number, length: number): TraceSighting {
  const why = forgeable[name] ?? 'easily changed after the build';
  return { kind: 'build-trace', value: { trace: name, text, forgeable: why }, offset, length };
}

/** The same with a time, which is also its text. */
export function timedTrace(name: TraceName, time: Date, offset: number, length: number): TraceSighting {
  const iso = isoSeconds(time);
  const plain = trace(name, iso, offset, length);
  return { ...plain, value: { ...plain.value, time: iso } };
}

/** `2017-12-24T00:00:00Z`. */
export function isoSeconds(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}

/** Cuts a trace's place to the bytes that the view holds: what the headers frame may lie beyond a part of a file. */
export function within(view: View, sighting: TraceSighting): TraceSighting {
  const offset = Math.min(sighting.offset, view.bytes.length);
  return { ...sighting, offset, length: Math.min(sighting.length, view.bytes.length - offset) };
}

/** A gap for what is broken; nothing for another format, and nothing where the view itself is only a part. */
export function* missed(view: View, result: Result<unknown>): Generator<Miss> {
  if (!view.whole) return;
  if (result.status === 'malformed') yield { gap: { code: 'malformed', what: result.what, offset: result.at } };
  if (result.status === 'limit') yield { gap: { code: 'limit-count', what: result.what, offset: result.at } };
}

/** The first few, and how many more there are. */
export function listed(items: readonly string[], shown: number): string {
  const more = items.length - shown;
  return `${items.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `1 library`, `3 libraries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
