/** The report as one JSON object a line: each part with its `type`, the summary last. */
import type { Report } from '../model/report.ts';
import { jsonLine } from './json.ts';

/** Yields lines, so that a large report is never one string. */
export function* renderNdjson(report: Report): Generator<string> {
  const { artifacts, observations, findings, answers, gaps, ...summary } = report;
  const parts = { artifact: artifacts, observation: observations, finding: findings, answer: answers, gap: gaps };
  for (const [type, list] of Object.entries(parts)) for (const part of list) yield jsonLine({ type, ...part });
  yield jsonLine({ type: 'summary', ...summary });
}
