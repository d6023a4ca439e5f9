/** Reports made by hand, for the renderers' tests: every id, place and time is fixed. */
import { entry } from '../src/assess/entry.ts';
import { gone } from '../src/assess/gone.ts';
import { money } from '../src/assess/money.ts';
import { reach } from '../src/assess/reach.ts';
import { what } from '../src/assess/what.ts';
import { who } from '../src/assess/who.ts';
import type { Case } from '../src/model/case.ts';
import type { Report } from '../src/model/report.ts';

/** A report with the real assessors' answers. */
function reportOn(evidence: Case, more: Partial<Report> = {}): Report {
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

const wallet =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const base = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
const command = `-o barjuok.ryongnamsan.edu.kp:5615 -u ${wallet} -p KJU`;
const forgedByTyping = 'anyone who builds a file can type this; compare it with other files of the same build';

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function excerpt(bytes: Uint8Array, offset: number): { offset: number; base64: string } {
  return { offset, base64: Buffer.from(bytes.subarray(0, 256)).toString('base64') };
}

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

/** Nothing there. */
export function clean(): Report {
  return reportOn(
    { artifacts: [], observations: [], findings: [] },
    { inputs: ['/usr'], stats: { bytes: 485_000_000, files: 15_238, seconds: 1.24 } },
  );
}

/** Nothing there, as far as could be seen. */
export function withGaps(): Report {
  const denied = Array.from({ length: 7 }, (_, i) => ({
    artifact: `/root/secret-${i}`,
    code: 'no-permission' as const,
    what: 'permission denied: run as a user who may read it',
  }));
  return {
    ...clean(),
    gaps: [
      ...denied,
      { artifact: '/srv/backup.zip', code: 'encrypted', what: '3 entries are encrypted' },
      { artifact: '/srv/broken.pcap', code: 'malformed', what: 'a record claims 4 GB', offset: 4096 },
    ],
  };
}

/** A capture with one session, seen from both sides. */
export function active(): Report {
  const login = Buffer.from(
    `{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"${base}","pass":"web-01","agent":"XMRig/6.21.0"}}\n`,
  );
  return reportOn(
    {
      artifacts: [
        { id: 'a1', name: 'office.pcapng', kind: 'capture', size: 81_920 },
        {
          id: 'a2',
          name: 'office.pcapng!tcp 10.0.0.17:50112 > 198.51.100.7:3333',
          kind: 'stream',
          size: 9_120,
          parent: 'a1',
          decodedBy: 'tcp-streams',
        },
      ],
      observations: [
        {
          id: 'o1',
          kind: 'stratum-session',
          value: {
            dialect: 'cryptonote',
            client: '10.0.0.17:50112',
            server: '198.51.100.7:3333',
            login: base,
            password: 'web-01',
            agent: 'XMRig/6.21.0',
            jobs: 12,
            submits: 5,
            accepted: 5,
            start: '2026-02-03T10:00:00.000Z',
            end: '2026-02-03T10:41:12.000Z',
            complete: true,
            transport: 'tcp',
          },
          at: { artifact: 'a2', offset: 0, length: login.length, packet: 7, time: '2026-02-03T10:00:00.120Z' },
          via: ['tcp-streams'],
          by: 'stratum-session',
          excerpt: excerpt(login, 0),
        },
        {
          id: 'o2',
          kind: 'wallet',
          value: { coin: 'monero', network: 'mainnet', type: 'standard', address: base, checksumValid: true },
          at: { artifact: 'a2', offset: 62, length: 95 },
          via: ['tcp-streams'],
          by: 'wallet',
        },
      ],
      findings: [
        {
          id: 'f1',
          detector: 'pool-session',
          stage: 'active',
          title: 'a session with a mining pool: logged in, work handed out, shares sent',
          techniques: ['T1496.001'],
          confidence: 'high',
          because: {
            all: [
              { saw: 'o1', why: '12 jobs and 5 shares, 5 of them accepted' },
              { any: [{ saw: 'o2' }, { saw: 'o1' }] },
            ],
          },
          couldBe: ['the owner mines on purpose', 'a pool operator’s own test'],
        },
      ],
    },
    { inputs: ['office.pcapng'], stats: { bytes: 81_920, files: 1, seconds: 0.011 } },
  );
}

/** The same configuration in many files, and many files that only mention mining. */
export function crowded(): Report {
  const artifacts: Report['artifacts'] = [];
  const observations: Report['observations'] = [];
  const findings: Report['findings'] = [];
  for (let i = 1; i <= 60; i++) {
    const configured = i <= 40;
    const name = configured ? `/home/user${i}/.cache/config.json` : `/usr/share/doc/rules-${i}.yar`;
    artifacts.push({ id: `a${i}`, name, kind: configured ? 'config' : 'rules', size: 900 });
    const place = { id: `o${i}`, at: { artifact: `a${i}`, offset: 20, length: 10 }, via: [] };
    if (configured)
      observations.push({
        ...place,
        kind: 'mining-config',
        value: {
          pools: [{ host: 'pool.example.net', port: 3333, login: base, wallet: base, password: 'x' }],
          source: 'json',
        },
        by: 'xmrig-config',
      });
    else
      observations.push({
        ...place,
        kind: 'mining-term',
        value: { term: `term-${i}`, category: 'pool' },
        by: 'mining-term',
      });
    findings.push({
      id: `f${i}`,
      detector: configured ? 'mining-account' : 'mining-mention',
      stage: configured ? 'configured' : 'mention',
      title: configured ? 'a miner’s configuration with a pool and an account' : 'text that talks of mining',
      techniques: configured ? ['T1496.001'] : [],
      confidence: 'high',
      because: { saw: `o${i}` },
      couldBe: ['the owner mines on purpose'],
    });
  }
  return reportOn({ artifacts, observations, findings }, { inputs: ['/home', '/usr/share/doc'] });
}

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
