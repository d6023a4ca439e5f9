/** How much reading the records of one chunk takes: bounded, since a few hostile bytes can ask for very much. */
import { limit } from '../../model/result.ts';
import { Stop } from './chunk-cursor.ts';

/** How deep elements, templates and values may nest together; real events stay under ten. */
const mostDepth = 64;
/**
 * Parts that the records of one chunk may have together, those of their templates counted each time: a real chunk holds
 * some hundred records of some fifty parts, a hostile one many small records of one huge template.
 */
const mostParts = 0x4_0000;

export class ChunkEffort {
  /** Elements, texts and places that were read. */
  parts = 0;
  /** The deepest place that was met, with what stands in templates there. */
  deepest = 0;

  /** @param at where it is told, should it be too deep */
  descend(depth: number, at: number): void {
    if (depth > mostDepth) throw new Stop(limit(at, `elements nest more than ${mostDepth} deep`));
    this.deepest = Math.max(this.deepest, depth);
  }

  /** The parts of a template, which a record has, too. */
  addParts(parts: number, at: number): void {
    this.parts += parts;
    if (this.parts > mostParts) throw new Stop(limit(at, 'templates too large for so many records'));
  }
}
