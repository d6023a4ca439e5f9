/**
 * The containers that containers/storage keeps, which Podman, Buildah and CRI-O share: `overlay-containers/containers.json`.
 * Source: https://github.com/containers/storage (containers.go); what stands in `metadata` is the program's own
 * (libpod/storage.go of Podman, internal/storage/runtime.go of CRI-O).
 */
import { isObject, type JsonValue, parseDocument } from '../json/document.ts';
import { momentOf, textAt, textsAt } from './facts.ts';

export interface StoredContainer {
  readonly id: string;
  readonly name?: string;
  readonly image?: string;
  /** Of its writable layer, a folder in `overlay/`. */
  readonly layer?: string;
  readonly created?: string;
  /** Of Kubernetes: CRI-O made it. */
  readonly pod?: string;
}

export function storedContainers(list: JsonValue): readonly StoredContainer[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item): StoredContainer[] => {
    const id = textAt(item, 'id');
    if (id === undefined || !/^[0-9a-f]{12,64}$/.test(id)) return [];
    const metadata = metadataOf(textAt(item, 'metadata'));
    const [name = textAt(metadata, 'name')] = textsAt(item, 'names');
    const [image, layer] = [textAt(metadata, 'image-name'), textAt(item, 'layer')];
    const [pod, created] = [textAt(metadata, 'pod-name'), momentOf(textAt(item, 'created'))];
    return [
      {
        id,
        ...(name && { name }),
        ...(image && { image }),
        ...(layer && /^[0-9a-f]{12,64}$/.test(layer) && { layer }),
        ...(created && { created }),
        ...(pod && { pod }),
      },
    ];
  });
}

/** JSON within JSON. */
function metadataOf(text: string | undefined): JsonValue {
  const bytes = new TextEncoder().encode(text ?? '');
  const value = parseDocument(bytes, 0, bytes.length);
  return isObject(value) ? value : {};
}
