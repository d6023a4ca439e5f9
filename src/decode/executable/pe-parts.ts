/** Parts of a Windows program: what stands behind it, its resources, those of .NET. */
import { readCertificateTable } from '../../codec/authenticode/certificate-table.ts';
import { type ManifestResource, readManifestResources } from '../../codec/dotnet/manifest-resources.ts';
import { readMetadata } from '../../codec/dotnet/metadata.ts';
import { readResourceSet } from '../../codec/dotnet/resource-set.ts';
import { readTables } from '../../codec/dotnet/tables.ts';
import { directoryIndex, type Extent, type PeImage } from '../../codec/pe/image.ts';
import { certificateTable, overlays } from '../../codec/pe/overlay.ts';
import { readResources } from '../../codec/pe/resources.ts';
import type { Result } from '../../model/result.ts';
import type { Miss } from '../../model/units.ts';
import { overlayPart, type Part } from './part.ts';

/** What Windows itself reads: pictures, menus, texts. */
const ofWindows = new Set([
  ...['CURSOR', 'BITMAP', 'ICON', 'MENU', 'DIALOG', 'STRING', 'FONTDIR', 'FONT', 'ACCELERATOR', 'MESSAGETABLE'],
  ...['GROUP_CURSOR', 'GROUP_ICON', 'VERSION', 'DLGINCLUDE', 'ANICURSOR', 'ANIICON', 'MANIFEST'],
]);

/** Whether the headers promise any part. `head` may be no more than the program's beginning. */
export function promisesPeParts(head: Uint8Array, image: PeImage, size: number): boolean {
  const resources = image.directories[directoryIndex.resources];
  const clr = image.directories[directoryIndex.clr];
  return overlays(head, image, size).length > 0 || (resources?.size ?? 0) > 0 || (clr?.size ?? 0) > 0;
}

export function* peParts(bytes: Uint8Array, image: PeImage): Generator<Part | Miss> {
  for (const extent of overlays(bytes, image, bytes.length)) yield overlayPart(extent);
  yield* besideSignatures(bytes, image);
  const resources = readResources(bytes, image);
  if (resources.status === 'ok') {
    for (const { type, path, at, end } of resources.value.leaves)
      if (!ofWindows.has(type)) yield { name: `resource ${path}`, at, end };
    const { cutAt } = resources.value;
    if (cutAt !== undefined)
      yield { gap: { code: 'limit-count', what: 'more resources than are read', offset: cutAt } };
  }
  yield* dotnetParts(bytes, image);
}

/** A signature's table holds nothing but signatures, or so one should think. */
function* besideSignatures(bytes: Uint8Array, image: PeImage): Generator<Part> {
  const table = certificateTable(image, bytes.length);
  const signatures = table && readCertificateTable(bytes, table);
  if (table && signatures?.status !== 'ok') return yield overlayPart(table);
  for (const { end, entryEnd } of signatures?.status === 'ok' ? signatures.value : [])
    yield overlayPart({ at: end, end: entryEnd });
}

function* dotnetParts(bytes: Uint8Array, image: PeImage): Generator<Part | Miss> {
  const metadata = readMetadata(bytes, image);
  if (metadata.status !== 'ok') return;
  const tables = readTables(bytes, metadata.value.streams.get('#~') ?? metadata.value.streams.get('#-'));
  if (tables.status !== 'ok') return;
  const resources = readManifestResources(bytes, metadata.value, tables.value);
  if (resources.status === 'limit') yield tooMany(resources);
  if (resources.status !== 'ok') return;
  for (const resource of resources.value) {
    const set = readResourceSet(bytes, resource);
    if (set.status === 'limit') yield tooMany(set);
    if (set.status !== 'ok') yield manifestPart(resource);
    else for (const { name, at, end } of set.value) yield { name: `.NET resource ${resource.name}/${name}`, at, end };
  }
}

const tooMany = ({ what, at }: Extract<Result<never>, { status: 'limit' }>): Miss => ({
  gap: { code: 'limit-count', what, offset: at },
});

/** Costura, which puts a program's libraries into the program, deflates them and says so in the name. */
const costura = /^costura\..*\.compressed$/i;

function manifestPart({ name, at, end }: ManifestResource & Extent): Part {
  const part = { name: `.NET resource ${name}`, at, end };
  return costura.test(name) ? { ...part, deflated: true } : part;
}
