/** Where a report goes and in which form. */
import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../model/report.ts';
import { appearance, type Door, Mistake } from './door.ts';

export const formats = ['text', 'json', 'ndjson', 'html', 'md', 'removal', 'sarif', 'stix', 'misp', 'csv'] as const;
/** Those that can be written by now. */
export const writtenFormats = ['text', 'json', 'ndjson', 'html', 'md', 'removal'] as const;
export type WrittenFormat = (typeof writtenFormats)[number];

export interface OutputWish {
  readonly format: WrittenFormat;
  readonly out?: string | undefined;
  readonly quiet: boolean;
}

/** Checks that the file can be written before anything long begins; nothing is there until the report is whole. */
export async function openOutput(
  { format, out, quiet }: OutputWish,
  door: Door,
): Promise<{ write(report: Report): Promise<void> }> {
  if (out === undefined) return { write: async (report) => writeAll(render(report, format, quiet, door), door) };
  await checkWritable(out);
  return {
    async write(report) {
      try {
        await writeFile(out, render(report, format, quiet));
      } catch (error) {
        throw new Mistake(`cannot write ${out}: ${reason(error)}; choose another --out`);
      }
    },
  };
}

/** In pieces where the form has some; the colours and columns of the door, if it goes to one. */
async function* render(report: Report, format: WrittenFormat, quiet: boolean, door?: Door): AsyncGenerator<string> {
  if (format === 'json') yield* (await import('../report/json.ts')).renderJsonPieces(report);
  else if (format === 'ndjson') yield* (await import('../report/ndjson.ts')).renderNdjson(report);
  else if (format === 'html') yield (await import('../report/html.ts')).renderHtml(report);
  else if (format === 'removal') yield await removal(report);
  else if (format === 'md') yield (await import('../report/markdown.ts')).renderMarkdown(report);
  else {
    const { renderText } = await import('../report/text.ts');
    yield renderText(report, { brief: quiet, ...(door ? appearance(door) : {}) });
  }
}

async function removal(report: Report): Promise<string> {
  const { renderRemoval } = await import('../report/removal.ts');
  return (
    renderRemoval(report) ??
    '# Nothing to remove was found on a machine. Only a report of davylamp host has such steps.\n'
  );
}

async function writeAll(pieces: AsyncIterable<string>, door: Door): Promise<void> {
  for await (const piece of pieces) await door.write(piece);
}

async function checkWritable(out: string): Promise<void> {
  const folder = dirname(out);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new Mistake(`cannot write ${out}: ${reason(error)} (${folder}); choose another --out`);
  }
  const there = await stat(out).catch(() => undefined);
  if (there?.isDirectory()) throw new Mistake(`cannot write ${out}: it is a folder; choose a file for --out`);
}

/** What went wrong, in the system's words without its codes and paths. */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^E[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
