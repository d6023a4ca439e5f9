/** The 2018 case with an analyst's facts and a weighed answer, small and by hand: everything that the page can show. */
import { weigh } from '../src/assess/weighing/weigh.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Provenance } from '../src/model/provenance.ts';
import { defineTable } from '../src/model/question-table.ts';
import type { Report } from '../src/model/report.ts';
import { case2018 } from './sample-reports.ts';

const table = defineTable({
  readings: {
    criminal: { label: 'an unrelated criminal with reused parts', prior: 30, why: 'most miners are' },
    hobbyist: { label: 'a foreign student’s or a hobbyist’s test', prior: 15, why: 'debug messages' },
    prank: { label: 'a prank or a false flag', prior: 10, why: 'rare' },
    insider: { label: 'someone at the university', prior: 10, why: 'rare' },
    state: { label: 'a state-backed group', prior: 5, why: 'rarest' },
  },
  unknown: 30,
  indicators: [
    {
      id: 'pointer-in-strings',
      says: 'A server’s name in the file points to an organisation',
      likelihood: { criminal: 2, hobbyist: 10, prank: 60, insider: 60, state: 30 },
      why: 'few choose such a name by chance',
      forgeability: 'cheap',
      *sees({ observations }) {
        for (const observation of observations) if (observation.kind === 'network-name') yield { observation };
      },
    },
    {
      id: 'paid-before-build',
      says: 'Pools paid the account before the file was built',
      likelihood: { criminal: 80, hobbyist: 40, prank: 30, insider: 10, state: 10 },
      why: 'an account that is older than the file was not made for it',
      forgeability: 'dear',
      *sees({ observations }) {
        for (const observation of observations)
          if (observation.kind === 'pool-record') yield { observation, provenance: observation.value.provenance };
      },
    },
    {
      id: 'debug-messages',
      says: 'Messages for debugging stand in the file',
      likelihood: { criminal: 15, hobbyist: 70, prank: 30, insider: 50, state: 5 },
      why: 'somebody was still trying',
      forgeability: 'moderate',
    },
    {
      id: 'service-says',
      says: 'The service names the holder',
      likelihood: { criminal: 50, hobbyist: 20, prank: 10, insider: 5, state: 5 },
      why: 'its records are dear to forge',
      forgeability: 'dear',
      ask: 'Ask the service behind base 48mxGC7M… who holds payment id 4464313cf611b3b8.',
    },
  ],
});

const poolData: Provenance = {
  source: 'Pastrana and Suarez-Tangil, data set of a study (IMC 2019)',
  url: 'https://arxiv.org/abs/1901.00846',
  date: '2018-08-17',
  reliability: 'A',
  credibility: 2,
  tlp: 'clear',
  origin: 'pool-records',
  forgeability: 'dear',
};
const press: Provenance = {
  ...poolData,
  source: 'Press accounts',
  url: 'http://barjuok.ryongnamsan.edu.kp/news',
  reliability: 'C',
  credibility: 3,
  tlp: 'amber',
  origin: 'the report',
  forgeability: 'cheap',
  forging: 'anyone can be quoted',
};

/** As tests/sample-reports.ts has it, with more evidence. */
export function weighed(): Report {
  const report = case2018();
  const address = report.observations.flatMap((seen) => (seen.kind === 'wallet' ? seen.value.address : []))[0] ?? '';
  const file = { id: 'a4', name: 'examples/2018-installer/evidence.yaml', kind: 'evidence' as const, size: 9_000 };
  let next = 10;
  const given = <K extends Observation['kind']>(kind: K, value: Observation<K>['value']): Observation =>
    // kind and value belong together; TypeScript does not follow that.
    ({
      id: `o${next++}`,
      kind,
      value,
      at: { artifact: 'a4', line: next * 7 },
      via: [],
      by: 'analyst-evidence',
    }) as Observation;
  const added: Observation[] = [
    given('evidence-file', { title: 'A miner that names a university', items: 8, rejected: 1 }),
    given('pool-record', {
      item: 'nanopool',
      says: 'nanopool paid the account.',
      provenance: poolData,
      pool: 'nanopool.org',
      address,
      coin: 'monero',
      asked: '2018-08-17',
      paid: 92.6944152162,
      payments: 120,
    }),
    given('pool-record', {
      item: 'hashvault',
      says: 'HashVault paid the account.',
      provenance: poolData,
      pool: 'HashVault',
      address,
      coin: 'monero',
      paid: 5.3672685691,
      payments: 7,
      lastShare: '2018-04-17',
    }),
    given('pool-record', {
      item: 'crypto-pool',
      says: 'crypto-pool knew the account twelve weeks before the installer was compiled.',
      provenance: poolData,
      pool: 'crypto-pool',
      address,
      coin: 'monero',
      lastShare: '2017-10-03',
    }),
    given('name-resolution', {
      item: 'no-answer',
      says: 'The name did not resolve.',
      provenance: press,
      name: 'barjuok.ryongnamsan.edu.kp',
      type: 'none',
      last: '2018-01-08',
    }),
    given('fact', {
      item: 'debug',
      says: 'The report’s author sees messages for debugging in the file.',
      provenance: press,
      shows: ['who/debug-messages'],
      subject: 'author',
      value: 'a test',
    }),
    given('fact', {
      item: 'hiding',
      says: 'A later account has the same author say that hidden files speak against a prank.',
      provenance: { ...press, source: 'A later press account', tlp: 'green' },
      subject: 'author',
      value: 'no test',
    }),
    given('incident', {
      item: 'iis',
      says: 'The miner was also seen in campaigns that exploited IIS servers (CVE-2017-7269).',
      provenance: press,
      indicators: ['barjuok.ryongnamsan.edu.kp'],
    }),
  ];
  const artifacts = [...report.artifacts, file];
  const observations = [...report.observations, ...added];
  const { hypotheses, confidence, linchpin, asks, weighing } = weigh('who', table, {
    artifacts,
    observations,
    findings: report.findings,
  });
  return {
    ...report,
    artifacts,
    observations,
    answers: report.answers.map((answer) =>
      answer.question === 'who'
        ? {
            ...answer,
            hypotheses,
            confidence,
            ...(linchpin === undefined ? {} : { linchpin }),
            because: ['o3', 'o11', 'o15', 'f1'],
            next: asks.map(({ ask }) => ask),
            weighing: {
              ...weighing,
              overrides: [
                {
                  item: 'ours-1',
                  what: 'who/debug-messages is dear to forge',
                  reason: 'seen in three builds',
                  by: 'an analyst',
                  date: '2026-01-02',
                },
              ],
            },
          }
        : answer,
    ),
  };
}
