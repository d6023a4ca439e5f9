/** What every sample report has: fixed times and the real assessors' answers. */
import { entry } from '../../src/assess/entry.ts';
import { gone } from '../../src/assess/gone.ts';
import { money } from '../../src/assess/money.ts';
import { reach } from '../../src/assess/reach.ts';
import { what } from '../../src/assess/what.ts';
import { who } from '../../src/assess/who.ts';
import type { Case } from '../../src/model/case.ts';
import type { Report } from '../../src/model/report.ts';

/** A report with the real assessors' answers. */
export function reportOn(evidence: Case, more: Partial<Report> = {}): Report {
  return {
    schema: 1,
    tool: { name: 'davylamp', version: '0.1.0' },
    generatedAt: '2018-01-08T12:00:00.000Z',
    inputs: ['examples/2018-installer'],
    verdict: { stage: evidence.findings[0]?.stage ?? 'none', consent: 'unknown' },
    artifacts: [...evidence.artifacts],
    observations: [...evidence.observations],
    findings: [...evidence.findings],
    answers: [what, money, entry, reach, who, gone].map((assessor) => assessor.assess(evidence)),
    gaps: [],
    stats: { bytes: 57_344, files: 3, seconds: 0.042 },
    ...more,
  };
}

export const wallet =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
export const base = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

export function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

export function excerpt(bytes: Uint8Array, offset: number): { offset: number; base64: string } {
  return { offset, base64: Buffer.from(bytes.subarray(0, 256)).toString('base64') };
}
