/**
 * What a container's image says of itself, read before its files are: the order of its layers, and which files a layer
 * removes from those below it.
 */
import { type LayerPlace, layerPlaces } from '../../codec/container-image/manifest.ts';
import { digestOf, plain, removedPath } from '../../codec/container-image/names.ts';
import { memoryReader } from '../../codec/series/piece-reader.ts';
import { tarMembers } from '../../codec/tar/members.ts';
import type { ByteReader, DecodeContext } from '../../model/units.ts';
import { openMember } from './image-member.ts';

/** Manifests and configurations are shorter. */
const mostTextBytes = 1024 * 1024;

export class LayerSurvey {
  readonly #places: ReadonlyMap<string, LayerPlace>;
  /** Numbers of the layers that remove a path. */
  readonly #removals: ReadonlyMap<string, readonly number[]>;

  constructor(places: ReadonlyMap<string, LayerPlace>, removals: ReadonlyMap<string, readonly number[]>) {
    this.#places = places;
    this.#removals = removals;
  }

  place(member: string): LayerPlace | undefined {
    return this.#places.get(plain(member));
  }

  /** The first layer above `layer` that removes the file, itself or with a folder that it is in. */
  removedBy(layer: number, file: string): number | undefined {
    const path = plain(file);
    let first: number | undefined;
    const ask = (removed: string): void => {
      const above = this.#removals.get(removed)?.find((number) => number > layer);
      if (above !== undefined && (first === undefined || above < first)) first = above;
    };
    ask(path);
    ask(''); // all that is in the root
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      ask(path.slice(0, slash));
      ask(path.slice(0, slash + 1));
    }
    return first;
  }
}

export const noSurvey: LayerSurvey = new LayerSurvey(new Map(), new Map());

/** Surveys an image that is held in memory. */
export async function survey(image: Uint8Array, context: DecodeContext): Promise<LayerSurvey> {
  const texts = new Map<string, string>();
  const removedIn = new Map<string, readonly string[]>();
  const { limits } = context;
  const reader = memoryReader(image);
  let unpacked = 0;
  for await (const listed of tarMembers(reader)) {
    if (listed.status !== 'ok') continue;
    const { name, size = 0 } = listed.value;
    const isText = size <= mostTextBytes && name.endsWith('.json');
    if (isText) texts.set(plain(name), new TextDecoder().decode(await reader.read(size)));
    if (isText || digestOf(name) === undefined) continue;
    const opened = await openMember(reader, size, context);
    if (opened.isLayer) {
      removedIn.set(plain(name), await removedPaths(opened.contents, limits.children));
      unpacked += opened.contents.position;
      // Enough of a bomb: the files are still unpacked in their turn.
      if (unpacked > limits.unpackedBytes) break;
    } else if (size <= mostTextBytes)
      texts.set(plain(name), new TextDecoder().decode(await opened.contents.read(size)));
  }
  const places = layerPlaces(texts);
  return new LayerSurvey(places, numbersByPath(removedIn, places));
}

async function removedPaths(layer: ByteReader, most: number): Promise<string[]> {
  const paths: string[] = [];
  for await (const listed of tarMembers(layer)) {
    const path = listed.status === 'ok' ? removedPath(listed.value.name) : undefined;
    if (path !== undefined && paths.length < most) paths.push(path);
  }
  return paths;
}

/** Ascending numbers of the layers that remove each path. */
function numbersByPath(
  removedIn: ReadonlyMap<string, readonly string[]>,
  places: ReadonlyMap<string, LayerPlace>,
): Map<string, number[]> {
  const removals = new Map<string, number[]>();
  const layers = [...places].sort(([, a], [, b]) => a.number - b.number);
  for (const [member, { number }] of layers)
    for (const path of removedIn.get(member) ?? []) {
      const numbers = removals.get(path);
      if (numbers === undefined) removals.set(path, [number]);
      else if (numbers.at(-1) !== number) numbers.push(number);
    }
  return removals;
}
