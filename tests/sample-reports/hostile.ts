/** Reports in which whoever may say something says something hostile. */
import type { Case } from '../../src/model/case.ts';
import type { Report } from '../../src/model/report.ts';
import { reportOn } from './report-on.ts';

/** Everything a sample could say to a terminal, wherever a sample has a say. */
export const hostileText =
  'a\u001b[2J\u001b]0;owned\u0007\u009b31m\r\nFAKE\u202egpj.exe\u200b\u2066\ufeff\u0000\ud800\u{e0041}b';

export function hostile(): Report {
  const base64 = Buffer.from(`-o ${hostileText} \u001b[31m`).toString('base64');
  const evidence: Case = {
    artifacts: [{ id: 'a1', name: `/tmp/${hostileText}`, kind: 'script', size: 10 }],
    observations: [
      {
        id: 'o1',
        kind: 'mining-config',
        value: {
          miner: hostileText,
          pools: [{ host: `x.${hostileText}`, login: hostileText, password: hostileText }],
          source: 'script',
        },
        at: { artifact: 'a1', offset: 0, length: 200 },
        via: [hostileText],
        by: 'miner-command',
        excerpt: { offset: 0, base64 },
      },
      {
        id: 'o2',
        kind: 'build-trace',
        value: { trace: 'pdb-path', text: hostileText, forgeable: 'typed' },
        at: { artifact: 'a1' },
        via: [],
        by: 'portable-executable',
      },
      {
        id: 'o3',
        kind: 'download',
        value: { url: `http://evil.example/${hostileText}`, target: hostileText },
        at: { artifact: 'a1' },
        via: [],
        by: 'miner-download',
      },
    ],
    findings: [
      {
        id: 'f1',
        detector: 'mining-account',
        stage: 'configured',
        title: `runs ${hostileText}`,
        techniques: ['T1496.001'],
        confidence: 'low',
        because: { all: [{ saw: 'o1', why: hostileText }, { saw: 'o2' }, { saw: 'o3' }] },
        couldBe: [hostileText],
      },
    ],
  };
  return reportOn(evidence, {
    inputs: [hostileText],
    gaps: [{ artifact: `/tmp/${hostileText}`, code: 'malformed', what: hostileText, offset: 3 }],
  });
}

/** Keys whose values the schema holds to a few words of ours, and what joins the parts of a report. */
const ours = new Set(
  'id kind stage consent schema version generatedAt question code artifact saw parent sha256 base64 time trace form tlp forgeability reliability network source known category type by confidence band'.split(
    ' ',
  ),
);

/** The report with `text` wherever a sample or an analyst has a say. */
export function saying(report: Report, text: string): Report {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ours.has(key) ? value : text;
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, walk(part, inner)]));
  };
  // Only strings were exchanged for strings.
  return walk(report, '') as Report;
}
