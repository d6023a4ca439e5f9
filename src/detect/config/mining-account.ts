/**
 * A miner set up for an account: a pool, and a wallet whose check holds, an e-mail address or a login there.
 * The same words in a manual, a rule or a program's tests are a mention, and so are samples: placeholders, the addresses
 * that miners' authors publish, and the hosts to which miners pay their authors.
 * Does not see: whether it ever ran (that is pool-session's), and accounts that are filled in at run time.
 * Configurations taken from the wire belong to pool-session, those of a machine's processes to miner-running.
 */

import { familyName } from '../../intel/family-names.ts';
import type { Artifact, ArtifactKind } from '../../model/artifact.ts';
import type { Because } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { MiningConfig, Pool } from '../../model/payloads.ts';
import { all, any, type Claim, type DetectContext, type Detector, defineDetector, saw } from '../../model/units.ts';
import { pathOf, processPart } from '../machine/place.ts';
import { askedOnly } from './asked.ts';
import { isLoopback, isUnnamedLoopback, usersOf } from './loopback.ts';
import { accountOf } from './placeholder.ts';
import { whySample } from './sample.ts';
import { whyOnlyTold } from './standing.ts';

type Config = Observation<'mining-config'>;
type WalletSeen = Observation<'wallet'>;

/** Claims in a report; the rest is in the observations. */
const mostClaims = 200;
/** Observations that one claim names. */
const mostNamed = 8;

const innocent = [
  'the owner of the machine mines on purpose',
  'a sample kept for study, which nobody runs',
  "somebody else's wallet, put there to mislead",
];

type Kinds = 'mining-config' | 'wallet' | 'log-span' | 'process' | 'miner-code' | 'autostart';

export const miningAccount: Detector<Kinds> = defineDetector({
  id: 'mining-account',
  title: 'Set up to mine for an account',
  stage: 'configured',
  techniques: ['T1496.001'],
  confidence: 'high',
  needs: ['mining-config', 'wallet', 'log-span', 'process', 'miner-code', 'autostart'],
  couldBe: innocent,
  *detect(seen, context) {
    const { 'mining-config': configs, wallet: wallets, 'log-span': spans, process: processes } = seen;
    const userOf = usersOf({ code: seen['miner-code'], autostarts: seen.autostart }, context);
    const pids = new Set(processes.map(({ value }) => value.pid));
    const isOfProcess = ({ at }: Config): boolean => pids.has(processPart(pathOf(at.artifact, context))?.pid ?? -1);
    const isAsked = askedOnly(spans, context);
    const byAddress = new Map(wallets.map((wallet) => [keyOf(wallet.at.artifact, wallet.value.address), wallet]));
    const walletAt = (config: Config, address: string): WalletSeen | undefined =>
      byAddress.get(keyOf(config.at.artifact, address));
    const placeOf = (config: Config): Artifact => logOf(context.artifact(config.at.artifact), context);
    const readings = configs
      .filter(({ value }) => value.source !== 'wire' && value.pools.length > 0)
      .filter((config) => pids.size === 0 || !isOfProcess(config))
      .map((config) =>
        weigh(
          config,
          isAsked(config.at.artifact) ? asked : whyOnlyTold(context.artifact(config.at.artifact), config),
          walletAt,
        ),
      )
      .map((reading) => putToUse(reading, userOf(reading.config)));
    const claims = [...grouped(readings, placeOf)].map((group) => claimOf(group, placeOf(group[0].config)));
    yield* claims.sort((a, b) => Number(a.stage === 'mention') - Number(b.stage === 'mention')).slice(0, mostClaims);
  },
});

function keyOf(artifact: string, text: string): string {
  return `${artifact} ${text}`;
}

/** Artifacts in artifacts; the engine opens fewer. */
const deepest = 64;

/** The log that an artifact was decoded out of, which tells the same in other letters; else the artifact itself. */
function logOf(artifact: Artifact, { artifact: byId }: Pick<DetectContext, 'artifact'>): Artifact {
  let log = artifact;
  let parent = artifact.parent;
  for (let depth = 0; parent !== undefined && depth < deepest; depth++) {
    const outer = byId(parent);
    if (outer.kind === 'log') log = outer;
    parent = outer.parent;
  }
  return log;
}

/** What one configuration shows. */
interface Reading {
  readonly config: Config;
  /** The pool that the claim is about, and the account there if it is one. */
  readonly pool: Pool;
  readonly account?: string;
  readonly wallet?: WalletSeen;
  /** Why it is no more than a mention. */
  readonly only?: string;
  /** It is one for whom it pays, not for where it stands. */
  readonly sample: boolean;
  /** What puts it to use although it names nobody, for its pool on the same machine knows whom to pay. */
  readonly user?: Observation;
  /** Something starts it, whomever it pays. */
  readonly started?: boolean;
}

type WalletAt = (config: Config, address: string) => WalletSeen | undefined;

const asked = 'it stands in a request to a server';

/** @param told why it is no more than a mention, where it stands */
function weigh(config: Config, told: string | undefined, walletAt: WalletAt): Reading {
  const pools = config.value.pools;
  const seenWallet = (pool: Pool): WalletSeen | undefined =>
    pool.wallet === undefined ? undefined : walletAt(config, pool.wallet);
  const real = pools.find((pool) => whySample(pool, seenWallet(pool)) === undefined);
  const pool = real ?? pools[0] ?? { host: '' };
  const wallet = seenWallet(pool);
  const only = told ?? whySample(pool, wallet);
  const account = accountOf(pool);
  return {
    config,
    pool,
    ...(account === undefined ? {} : { account }),
    ...(wallet === undefined ? {} : { wallet }),
    ...(only === undefined ? {} : { only }),
    sample: told === undefined && only !== undefined,
  };
}

function putToUse(reading: Reading, user: Observation | undefined): Reading {
  if (user === undefined || !reading.sample) return reading;
  return isUnnamedLoopback(reading.pool) ? { ...reading, user } : { ...reading, started: user.kind === 'autostart' };
}

// --- claims ---------------------------------------------------------------------------------------------------

type Group = [Reading, ...Reading[]];

/** One claim for an account in an artifact, however often it stands there, and in whatever letters. */
function grouped(readings: readonly Reading[], placeOf: (config: Config) => Artifact): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const reading of readings) {
    const who = reading.account ?? reading.pool.login ?? '';
    const key = keyOf(placeOf(reading.config).id, `${reading.only === undefined} ${reading.user === undefined} ${who}`);
    const group = groups.get(key);
    if (group) group.push(reading);
    else groups.set(key, [reading]);
  }
  return groups.values();
}

function claimOf(group: Group, { kind }: Artifact): Claim {
  const [first] = group;
  const leaves = group.slice(0, mostNamed).map(({ config, only }) => saw(config, only ?? describe(config)));
  const told: Because = leaves.length === 1 && leaves[0] ? leaves[0] : any(...leaves);
  const wallet = group.find((reading) => reading.wallet)?.wallet;
  const because = wallet ? all(told, saw(wallet, 'the wallet in its login; its check holds')) : told;
  if (first.user !== undefined) return usedClaim(first, first.user);
  if (first.only !== undefined)
    return {
      because,
      stage: 'mention',
      confidence: 'moderate',
      title: mentionTitle(first, kind),
      couldBe: mentionReadings,
    };
  return { because, title: title(first), confidence: confidence(group), couldBe: [...readingsOf(first), ...innocent] };
}

/** Nobody is named, so it is no more than a miner that is set up. */
function usedClaim({ config, pool }: Reading, user: Observation): Claim {
  return {
    because: all(
      saw(config, 'a configuration that names a pool on the same machine, and nobody'),
      saw(
        user,
        user.kind === 'autostart' ? 'it starts what that sets up' : 'the program of a miner, in the same folder',
      ),
    ),
    stage: 'capability',
    confidence: 'moderate',
    title: `${setUp(config)} to mine at ${place(pool)}, and names no account: whom that pays, the program there decides`,
    couldBe: [passesOn, ...innocent.slice(0, 2)],
  };
}

const passesOn = 'P2Pool, a proxy or a node of its own on the same machine, which passes the work on';

const mentionReadings = ['an example, a template or a sample configuration', 'a text about mining or against it'];

function title({ pool, account, config }: Reading): string {
  const who = pool.wallet === undefined ? `the account ${shorten(account ?? '')}` : `wallet ${shorten(pool.wallet)}`;
  return `${setUp(config)} to mine at ${place(pool)} for ${who}`;
}

function setUp({ value: { miner } }: Config): string {
  return miner ? `${familyName(miner)} is set` : 'Set';
}

function mentionTitle({ pool, only, config, sample, started }: Reading, kind: ArtifactKind): string {
  if (started === true) return `${setUp(config)} to mine at ${place(pool)}, and pays no actor: ${only}`;
  if (sample && kind === 'log' && config.value.source === 'argv')
    return `A log shows a miner's command line for ${place(pool)}, which pays no actor: ${only}`;
  return `A miner's configuration for ${place(pool)} is shown, not used: ${only}`;
}

function place({ host, port }: Pool): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

function shorten(account: string): string {
  return account.length <= 44 ? account : `${account.slice(0, 12)}…${account.slice(-8)}`;
}

const forms: Readonly<Record<MiningConfig['source'], string>> = {
  json: 'a configuration',
  argv: 'a command line',
  script: 'a script',
  binary: 'a program',
  page: 'a page',
  wire: 'a conversation',
};

function describe({ value: { source, pools, damaged } }: Config): string {
  const count = pools.length === 1 ? 'a pool' : `${pools.length} pools`;
  return `${forms[source]} names ${count} and an account${damaged ? '; only parts of it could be read' : ''}`;
}

/** A check that holds cannot be an accident; a plain name can. */
function confidence(group: Group): 'low' | 'moderate' | 'high' {
  const whole = group.filter(({ config }) => !config.value.damaged);
  if (whole.length === 0) return 'low';
  return whole.some(({ pool }) => isChecked(pool.wallet)) ? 'high' : 'moderate';
}

/** An Ethereum address in one case is taken without a check. */
function isChecked(wallet: string | undefined): boolean {
  return wallet !== undefined && !/^0x(?:[0-9a-f]{40}|[0-9A-F]{40})$/.test(wallet);
}

function readingsOf({ pool, config }: Reading): string[] {
  const local = isLoopback(pool.host);
  const near = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(pool.host) || !/[.:]/.test(pool.host);
  return [
    ...(local ? ['a proxy or a node of its own on the same machine, which passes the work on'] : []),
    ...(near && !local ? ['a proxy in the same network, which passes the work on'] : []),
    ...(config.value.damaged ? ['the remains of a configuration that is no longer used'] : []),
  ];
}
