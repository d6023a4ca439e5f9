/** One fact in one line, for people. */
import type { Observation, ObservationKind, Payload } from '../model/observation.ts';
import type { Pool } from '../model/payloads.ts';
import { deedDescribers } from './describe-deeds.ts';
import { logDescribers } from './describe-logs.ts';
import { machineDescribers } from './describe-machine.ts';
import { networkDescribers } from './describe-network.ts';
import { byteSize, counted, readableTime, shortened } from './words.ts';

/** That a service holds a base is inferred; the others stand in public. */
export const knownInWords: Readonly<Record<'custodial' | 'donation' | 'example', string>> = {
  custodial: 'likely a service’s address (inferred)',
  donation: 'a known donation address',
  example: 'a known example address',
};

type Describe<K extends ObservationKind> = (value: Payload<K>) => string;

const describers: { readonly [K in ObservationKind]: Describe<K> } = {
  wallet: (wallet) =>
    phrase(
      `${wallet.coin} address ${shortened(wallet.address)}`,
      wallet.network === 'mainnet' ? wallet.type : `${wallet.network} ${wallet.type}`,
      wallet.checksumValid ? 'checksum holds' : 'no checksum to check',
      wallet.known && knownInWords[wallet.known],
    ),
  'mining-config': (config) =>
    phrase(
      config.miner && `for ${config.miner}`,
      config.algorithm && `algorithm ${config.algorithm}`,
      ...config.pools.slice(0, 3).map(poolInWords),
      config.pools.length > 3 && `${config.pools.length - 3} more pools`,
      config.damaged && 'damaged, only parts could be read',
    ),
  'stratum-session': (session) =>
    phrase(
      `${session.dialect} session ${session.client} to ${session.server}`,
      session.login !== undefined && `login ${shortened(session.login)}`,
      session.worker !== undefined && `worker ${session.worker}`,
      (session.workersSeen ?? 1) > 1 && `${session.workersSeen} workers`,
      session.coin !== undefined && session.coin,
      session.algorithm !== undefined && session.algorithm,
      counted(session.jobs, 'job'),
      `${counted(session.submits, 'share')} sent`,
      `${session.accepted} accepted`,
      session.speed && `about ${speedInWords(session.speed.mid)}`,
      session.error !== undefined && `refused: “${session.error}”`,
      session.redirect !== undefined && `sent on to ${session.redirect}`,
      session.donation !== undefined && 'a donation to the miner’s authors',
      session.page !== undefined && `opened by the page ${session.page}`,
    ),
  'coin-node': (node) => `${node.protocol} node ${node.client} to ${node.server}`,
  // What a script fetches and starts is told whole by its traits.
  'miner-code': (code) =>
    code.purpose === 'fetches-miner'
      ? phrase(...code.traits)
      : phrase([code.family, code.version, code.form].filter(Boolean).join(' '), ...code.traits),
  'mining-term': (term) => `${term.term} (${term.category})`,
  'build-trace': (trace) => `${traceName(trace.trace)} ${trace.time ? readableTime(trace.time) : trace.text}`,
  'network-name': (name) => `${name.name}: ${name.why}`,
  download: (download) =>
    phrase(
      `fetches ${download.url}`,
      download.tool && `with ${download.tool}`,
      download.target && `to ${download.target}`,
      download.runs && 'and starts it',
    ),
  'evidence-file': (file) =>
    phrase(
      `facts about ${file.title ?? file.case ?? 'a case'}`,
      counted(file.items, 'item'),
      file.rejected > 0 && `${file.rejected} with a mistake`,
    ),
  fact: ({ says, value }) => (value === undefined ? says : `${says} It says: “${value}”`),
  'pool-record': (record) =>
    phrase(
      `${record.pool} on ${shortened(record.address)}`,
      record.paid !== undefined && `paid ${record.paid} ${record.coin}`,
      record.payments !== undefined && `in ${counted(record.payments, 'payment')}`,
      record.lastShare !== undefined && `last share ${readableTime(record.lastShare)}`,
    ),
  'name-resolution': (row) =>
    phrase(
      row.type === 'none' ? `${row.name} did not resolve` : `${row.name} ${row.type} ${row.answer ?? ''}`.trimEnd(),
      row.first && `from ${readableTime(row.first)}`,
      row.last && `to ${readableTime(row.last)}`,
    ),
  incident: ({ says, date }) => (date === undefined ? says : `${readableTime(date)}: ${says}`),
  price: (price) => phrase(`${price.coin} in ${price.currency}`, counted(price.points.length, 'day')),
  'network-state': (state) => `${state.coin} network on ${readableTime(state.date)}, difficulty ${state.difficulty}`,
  tariff: (tariff) => `${tariff.of} at ${tariff.price} ${tariff.currency}`,
  judgement: (judgement) => `weighed by hand for ${judgement.question}: ${judgement.says}`,
  override: (override) => `overrules ${override.question}/${override.indicator ?? 'prior'}: ${override.reason}`,
  ...deedDescribers,
  ...networkDescribers,
  ...logDescribers,
  ...machineDescribers,
  'rule-match': (match) =>
    phrase(
      `${match.engine} rule ${match.rule}`,
      match.file && `of ${match.file}`,
      match.patterns.length > 0 && `matched at ${counted(match.patterns.length, 'place')}`,
    ),
};

export function describe(observation: Observation): string {
  // kind and value belong together; TypeScript does not follow that through the table.
  const describer = describers[observation.kind] as Describe<ObservationKind>;
  return describer(observation.value);
}

/** `stratum+tcp://pool.example:3333`, as the sample has it. */
export function poolAddress(pool: Pool): string {
  const host = pool.host.includes(':') ? `[${pool.host}]` : pool.host;
  return `${pool.scheme ? `${pool.scheme}://` : ''}${host}${pool.port === undefined ? '' : `:${pool.port}`}`;
}

function poolInWords(pool: Pool): string {
  return phrase(
    `pool ${poolAddress(pool)}`,
    pool.login !== undefined && `login ${shortened(pool.login)}`,
    pool.password !== undefined && `password ${pool.password}`,
  );
}

/** `compile-time` as `compile time`. */
export function traceName(trace: string): string {
  return trace
    .replaceAll('-', ' ')
    .replace('pdb', 'PDB')
    .replace('mvid', 'module version id')
    .replace(/^go\b/, 'Go')
    .replace(/^rust\b/, 'Rust');
}

/** `1.2 kH/s`: hashes a second. */
function speedInWords(hashesPerSecond: number): string {
  const units = ['H/s', 'kH/s', 'MH/s', 'GH/s', 'TH/s', 'PH/s'];
  let value = hashesPerSecond;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** Every field of an observation's value as label and text, nested ones indented by their label. */
export function fields(value: unknown, label = ''): [string, string][] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) return [[label, value.map(String).join(', ')]];
    const one = label.replace(/s$/, '');
    return value.flatMap((item, i) => fields(item, value.length > 1 ? `${one} ${i + 1}` : one));
  }
  if (typeof value !== 'object' || value === null) return [[label, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => fields(inner, `${label} ${spaced(key)}`.trim()));
}

function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function phrase(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}

/** Size and kind of an artifact, in words; what was told of and not read has no size. */
export function artifactInWords(artifact: { kind: string; size: number; sha256?: string | undefined }): string {
  if (artifact.size === 0 && artifact.sha256 === undefined) return artifact.kind;
  return `${artifact.kind}, ${byteSize(artifact.size)}`;
}
