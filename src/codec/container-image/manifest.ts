/**
 * In which order an image's layers lie on each other, from the JSON texts beside them.
 * Source: Docker image specification v1.2 (`manifest.json` of docker save); OCI image-spec, image-index.md and
 * manifest.md.
 * Does not see: which of several images in one archive is the one that runs; each one's layers are counted from 1.
 */
import { plain } from './names.ts';

/** A layer's place: 1 is the lowest. */
export interface LayerPlace {
  readonly number: number;
  readonly of: number;
}

type Json = { readonly [key: string]: unknown };

const fields = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isText = (value: unknown): value is string => typeof value === 'string';

/** Places of layers by their member's name. `texts`: the JSON texts in the image, by their member's name. */
export function layerPlaces(texts: ReadonlyMap<string, string>): Map<string, LayerPlace> {
  const places = new Map<string, LayerPlace>();
  const stack = (names: readonly string[]): void => {
    for (const [i, name] of names.entries())
      if (!places.has(name)) places.set(name, { number: i + 1, of: names.length });
  };
  for (const [name, text] of texts) {
    const document = parsed(text);
    if (name === 'manifest.json')
      for (const image of items(document)) stack(items(fields(image)['Layers']).filter(isText).map(plain));
    // An OCI manifest is known by its layers; its own name is a digest.
    const digests = items(fields(document)['layers']).map((layer) => fields(layer)['digest']);
    stack(digests.filter(isText).map((digest) => `blobs/${digest.replace(':', '/')}`));
  }
  return places;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
