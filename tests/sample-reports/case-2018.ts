/** The 2018 installer, and the same with what an analyst knows besides. */
import type { Case } from '../../src/model/case.ts';
import type { Report } from '../../src/model/report.ts';
import { base, excerpt, reportOn, wallet, wide } from './report-on.ts';

const command = `-o barjuok.ryongnamsan.edu.kp:5615 -u ${wallet} -p KJU`;
const forgedByTyping = 'anyone who builds a file can type this; compare it with other files of the same build';

/** The 2018 installer, as examples/2018-installer has it. */
export function case2018(): Report {
  const text = wide(command);
  const via = ['zip', 'hex-text'];
  const trace = (
    id: string,
    kind: 'compile-time' | 'pdb-path' | 'type-library-id' | 'file-path' | 'user-string',
    value: string,
    offset: number,
    forgeable: string,
    time?: string,
  ): Report['observations'][number] => ({
    id,
    kind: 'build-trace',
    value: { trace: kind, text: value, forgeable, ...(time === undefined ? {} : { time }) },
    at: { artifact: 'a3', offset, length: value.length },
    via,
    by: 'portable-executable',
  });
  const evidence: Case = {
    artifacts: [
      { id: 'a1', name: 'examples/2018-installer/installer.zip', kind: 'archive', size: 2_914 },
      {
        id: 'a2',
        name: 'examples/2018-installer/installer.zip!installer.exe.hex',
        kind: 'text',
        size: 8_320,
        parent: 'a1',
        decodedBy: 'zip',
      },
      {
        id: 'a3',
        name: 'examples/2018-installer/installer.zip!installer.exe.hex!hex',
        kind: 'executable',
        size: 4_096,
        sha256: '5f2b6c1c0f9d4b8a7e6d5c4b3a29181706f5e4d3c2b1a0998877665544332211',
        parent: 'a2',
        decodedBy: 'hex-text',
      },
    ],
    observations: [
      {
        id: 'o1',
        kind: 'mining-config',
        value: {
          pools: [
            {
              host: 'barjuok.ryongnamsan.edu.kp',
              port: 5615,
              login: wallet,
              wallet,
              paymentId: '4464313cf611b3b8',
              password: 'KJU',
            },
          ],
          source: 'binary',
        },
        at: { artifact: 'a3', offset: 0x6f2, length: text.length },
        via,
        by: 'miner-command',
        excerpt: excerpt(text, 0x6f2),
      },
      {
        id: 'o2',
        kind: 'wallet',
        value: {
          coin: 'monero',
          network: 'mainnet',
          type: 'integrated',
          address: wallet,
          checksumValid: true,
          base,
          paymentId: '4464313cf611b3b8',
          known: 'custodial',
          knownWhy:
            '60 of 2,341 wallets in Unit 42’s list of malware wallets share this base with different payment ids: a service, unnamed (inference, high confidence)',
        },
        at: { artifact: 'a3', offset: 0x73e, length: 212 },
        via,
        by: 'wallet',
        excerpt: excerpt(wide(wallet), 0x73e),
      },
      {
        id: 'o3',
        kind: 'network-name',
        value: {
          name: 'barjuok.ryongnamsan.edu.kp',
          zone: 'kp',
          why: '.kp is the top-level domain of North Korea, where few can register names; a name in a file proves nothing about who wrote it',
        },
        at: { artifact: 'a3', offset: 0x6f8, length: 52 },
        via,
        by: 'reserved-zone',
      },
      trace(
        'o4',
        'compile-time',
        '1514073600',
        0x88,
        'four bytes of the header; compare with the times of upload and of first payment',
        '2017-12-24T00:00:00Z',
      ),
      trace(
        'o5',
        'type-library-id',
        '82e999fb-a6e0-4094-aa1f-1a306069d1a5',
        0x520,
        'copied with the project; the same id in another file links projects, not people',
      ),
      trace('o6', 'pdb-path', 'C:\\Users\\Jawhar\\documents\\installer.pdb', 0x9c0, forgedByTyping),
      trace('o7', 'file-path', 'C:\\Windows\\Sys64\\intelservice.exe', 0x840, forgedByTyping),
      trace('o8', 'file-path', 'C:\\Windows\\Sys64\\updater.exe', 0x88c, forgedByTyping),
      trace('o9', 'user-string', "Le fichier Hello txt n'existe pas", 0x900, forgedByTyping),
    ],
    findings: [
      {
        id: 'f1',
        detector: 'mining-account',
        stage: 'configured',
        title: 'a miner’s command line with a pool and an account',
        techniques: ['T1496.001'],
        confidence: 'high',
        because: {
          all: [
            { saw: 'o1', why: 'pool, login and password stand in one command line' },
            { saw: 'o2', why: 'the login is an address whose checksum holds' },
          ],
        },
        couldBe: ['the owner mines on purpose', 'a test of the author’s own, on machines of their own'],
      },
    ],
  };
  return reportOn(evidence);
}

type Provenance = Extract<Report['observations'][number], { kind: 'fact' }>['value']['provenance'];

/** A good source, unless the sample says otherwise. */
function provenance(more: Partial<Provenance> = {}): Provenance {
  return {
    source: 'pool records, kept by a researcher',
    date: '2018-08-17',
    reliability: 'B',
    credibility: 2,
    tlp: 'green',
    origin: 'pool-records',
    forgeability: 'dear',
    ...more,
  };
}

/** The 2018 installer with what an analyst knows besides; two sources disagree, and one row was overruled. */
export function analysed(): Report {
  const report = case2018();
  let line = 0;
  const place = (id: string): Pick<Report['observations'][number], 'id' | 'at' | 'via' | 'by'> => {
    line += 10;
    return { id, at: { artifact: 'a4', line }, via: [], by: 'evidence-file' };
  };
  const observations: Report['observations'] = [
    ...report.observations,
    {
      ...place('o10'),
      kind: 'evidence-file',
      value: { case: '2018-installer', title: 'the 2018 installer', items: 7, rejected: 1 },
    },
    {
      ...place('o11'),
      kind: 'pool-record',
      value: {
        item: 'nanopool-august',
        says: 'Nanopool paid this account.',
        provenance: provenance(),
        pool: 'nanopool',
        address: wallet,
        coin: 'monero',
        asked: '2018-08-17',
        paid: 92.6944152162,
        payments: 120,
        firstShare: '2017-10-12',
      },
    },
    {
      ...place('o12'),
      kind: 'pool-record',
      value: {
        item: 'hashvault',
        says: 'HashVault paid this account.',
        provenance: provenance(),
        pool: 'HashVault',
        address: `${base}.4464313cf611b3b8`,
        coin: 'monero',
        paid: 5.3672685691,
        payments: 7,
        lastShare: '2018-04-17',
      },
    },
    {
      ...place('o13'),
      kind: 'fact',
      value: {
        item: 'paid-early',
        says: 'The account was paid twelve weeks before the file was built.',
        provenance: provenance(),
        subject: 'first share',
        value: '2017-10-03',
        shows: ['who/paid-before-build'],
      },
    },
    {
      ...place('o14'),
      kind: 'fact',
      value: {
        item: 'paid-late',
        says: 'A blog says that the account was new.',
        provenance: provenance({
          source: 'a blog',
          reliability: 'F',
          credibility: 6,
          tlp: 'amber',
          origin: 'blog',
          forgeability: 'cheap',
        }),
        subject: 'first share',
        value: '2017-12-24',
      },
    },
    {
      ...place('o15'),
      kind: 'name-resolution',
      value: {
        item: 'no-answer',
        says: 'The name did not resolve.',
        provenance: provenance({ source: 'a passive DNS service', origin: 'passive-dns' }),
        name: 'barjuok.ryongnamsan.edu.kp',
        type: 'none',
        first: '2018-01-08',
      },
    },
    {
      ...place('o16'),
      kind: 'override',
      value: {
        item: 'no-insider',
        question: 'who',
        prior: { insider: 0.02 },
        reason: 'The machines were bought in May 2018, after the file was built.',
        by: 'J. Analyst',
        date: '2018-09-01',
      },
    },
  ];
  const artifacts = [
    ...report.artifacts,
    { id: 'a4', name: 'examples/2018-installer/evidence.yaml', kind: 'evidence' as const, size: 1_900 },
  ];
  const gap = {
    artifact: 'a4',
    code: 'malformed' as const,
    what: 'line 41: the reliability "G" is none of A to F; the item was left out',
  };
  return { ...reportOn({ artifacts, observations, findings: report.findings }), gaps: [gap] };
}
