/** `davylamp explain REPORT ID…`: unfolds a claim of a saved report down to its bytes. */
import type { Report } from '../model/report.ts';
import { renderContents, renderExplanation } from '../report/explain.ts';
import { appearance, type Door, exit, Mistake } from './door.ts';
import { type Flags, readFlags } from './flags.ts';
import { readReport } from './read-report.ts';

export const explainFlags: Flags = {};

export async function explainCommand(args: readonly string[], door: Door): Promise<number> {
  const [path, ...ids] = readFlags(args, explainFlags).operands;
  if (path === undefined)
    throw new Mistake(
      'explain needs a report; davylamp explain REPORT FINDING, where REPORT is from scan --format json',
    );
  const report = await readReport(path, door);
  if (ids.length === 0) await door.write(renderContents(report, appearance(door)));
  for (const [i, id] of ids.entries()) {
    const text = renderExplanation(report, id, appearance(door));
    if (text === undefined) throw new Mistake(`${path} has no "${id}"; ${contentsInLine(report)}`);
    await door.write(i === 0 ? text : `\n${text}`);
  }
  return exit.clear;
}

/** What could have been meant, on one line. */
function contentsInLine(report: Report): string {
  const range = (list: readonly { id: string }[]): string[] => {
    const [first, last] = [list[0], list.at(-1)];
    if (!first || !last) return [];
    return [first === last ? first.id : `${first.id} to ${last.id}`];
  };
  const items = report.answers.flatMap((answer) => answer.items ?? []);
  const ids = [report.findings, report.observations, report.artifacts, items].flatMap(range);
  return `it has ${[...ids, ...report.answers.map(({ question }) => question)].join(', ') || 'nothing'}`;
}
