/**
 * Files in the layers of a container's image, as `docker save`, `podman save` and skopeo write it and as an OCI layout
 * in a tape archive. A file is named by its layer: `layer 2 of 3 (3f8a9c01d2e4)!/usr/bin/x`. One that a layer above
 * removes is still in the image, and says by which layer it was removed.
 * Source: OCI image-spec (image-layout.md, layer.md); Docker image specification v1.2.
 * Does not see, in an image larger than may be held (limit `wholeBytes`): the order of layers, and what they remove,
 * which stand behind the layers; their files are named by their layer's digest alone. Layers that are missing because
 * they are to be fetched.
 */
import { beginsLikeImage, digestOf, plain, removedPath } from '../../codec/container-image/names.ts';
import type { SeriesMember } from '../../codec/series/member.ts';
import { PieceReader } from '../../codec/series/piece-reader.ts';
import { beginsLikeTar } from '../../codec/tar/header.ts';
import { tarMembers } from '../../codec/tar/members.ts';
import {
  type ByteReader,
  type DecodeContext,
  type Decoded,
  defineDecoder,
  type Miss,
  type SerialDecoder,
} from '../../model/units.ts';
import { readOn } from '../archive/read-on.ts';
import { unpackMember } from '../archive/series.ts';
import { type OpenedMember, openMember } from './image-member.ts';
import { type LayerSurvey, noSurvey, survey } from './layer-survey.ts';

/** Digits of a digest that tell layers apart, as Docker shows them. */
const shownDigits = 12;

export const containerImage: SerialDecoder = defineDecoder({
  id: 'container-image',
  title: "files in the layers of a container's image (docker save, OCI layout)",
  mode: 'serial',
  accepts: (head) => beginsLikeTar(head) && beginsLikeImage(head),
  async *decode(reader, context) {
    const { wholeBytes } = context.limits;
    const begun = await reader.read(wholeBytes + 1);
    const surveyed = begun.length > wholeBytes ? noSurvey : await survey(begun, context);
    yield* new ImageWalk(new PieceReader(readOn(begun, reader)), surveyed, context).walk();
  },
});

class ImageWalk {
  readonly #image: ByteReader;
  readonly #survey: LayerSurvey;
  readonly #context: DecodeContext;
  #files = 0;

  constructor(image: ByteReader, surveyed: LayerSurvey, context: DecodeContext) {
    this.#image = image;
    this.#survey = surveyed;
    this.#context = context;
  }

  async *walk(): AsyncGenerator<Decoded> {
    for await (const listed of tarMembers(this.#image)) {
      if (listed.status === 'malformed') yield broken(listed.what, listed.at);
      if (listed.status !== 'ok') continue;
      if (this.#isFull()) return yield this.#tooMany();
      yield* this.#member(listed.value);
    }
  }

  async *#member(member: SeriesMember): AsyncGenerator<Decoded> {
    const { limits } = this.#context;
    const { name, size } = member;
    const digest = digestOf(name);
    if (digest === undefined || size === undefined || member.sparse !== undefined)
      return yield* unpackMember(this.#image, member, limits);
    const end = this.#image.position + size;
    const opened = await openMember(this.#image, size, this.#context);
    const { isLayer, isPacked, contents, begun } = opened;
    if (!isLayer && !isPacked)
      return yield* unpackMember(this.#image, { name, size: size - begun.length, begun }, limits);
    if (isLayer) yield* this.#layer(name, digest, opened);
    else yield* unpackMember(contents, { name }, limits);
    const wrong = opened.miss();
    if (wrong) yield { gap: { ...wrong.gap, what: `${JSON.stringify(name)} ${wrong.gap.what}` } };
    await this.#image.skip(end - this.#image.position);
    const missing = end - this.#image.position;
    if (missing > 0)
      yield { gap: { code: 'truncated', what: `${JSON.stringify(name)} lacks its last ${missing} bytes` } };
  }

  async *#layer(member: string, digest: string, { contents, miss }: OpenedMember): AsyncGenerator<Decoded> {
    const place = this.#survey.place(member);
    const short = digest.slice(0, shownDigits);
    const layer = place === undefined ? `layer ${short}` : `layer ${place.number} of ${place.of} (${short})`;
    for await (const listed of tarMembers(contents)) {
      if (listed.status === 'malformed') yield broken(`${layer}, at byte ${listed.at} of it: ${listed.what}`);
      if (listed.status !== 'ok' || isMarkAlone(listed.value)) continue;
      if (this.#isFull()) return yield this.#tooMany();
      const file = plain(listed.value.name);
      const removedBy = place && this.#survey.removedBy(place.number, file);
      const how = removedBy === undefined ? undefined : `removed by layer ${removedBy}`;
      const named = { ...listed.value, name: `${layer}!/${file}` };
      yield* inLayer(unpackMember(contents, named, this.#context.limits), how, miss);
    }
  }

  #isFull(): boolean {
    return ++this.#files > this.#context.limits.children;
  }

  #tooMany(): Miss {
    return { gap: { code: 'limit-count', what: `more than ${this.#context.limits.children} files` } };
  }
}

function broken(what: string, offset?: number): Miss {
  return { gap: { code: 'malformed', what, ...(offset === undefined ? {} : { offset }) } };
}

/** What says that a file is removed is empty. Something that hides under such a name is not. */
const isMarkAlone = ({ name, size }: SeriesMember): boolean => size === 0 && removedPath(name) !== undefined;

/** Places in a layer are none in the image. */
async function* inLayer(
  outs: AsyncIterable<Decoded>,
  removed: string | undefined,
  miss: () => Miss | undefined,
): AsyncGenerator<Decoded> {
  for await (const out of outs) {
    // A file that is cut short because unpacking stopped is no second thing to tell.
    if ('gap' in out && miss() !== undefined) continue;
    if ('gap' in out) {
      yield { gap: { code: out.gap.code, what: out.gap.what } };
      continue;
    }
    const { name, how: unpacked } = out;
    const how = [removed, unpacked].filter((part) => part !== undefined).join(', ');
    const said = how === '' ? {} : { how };
    yield 'bytes' in out ? { name, bytes: out.bytes, ...said } : { name, once: true, pieces: out.pieces, ...said };
  }
}
