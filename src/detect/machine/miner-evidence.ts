/**
 * What files of a machine, and parts of its processes, hold of mining, by their path. What makes a file a miner is judged
 * as elsewhere: the code of one (miner-binary), a configuration that names an account where it is used (mining-account),
 * a script that fetches one (miner-dropper).
 */

import type { Artifact } from '../../model/artifact.ts';
import type { Because } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { type DetectContext, saw } from '../../model/units.ts';
import { askedOnly } from '../config/asked.ts';
import { whySample } from '../config/sample.ts';
import { whyOnlyTold } from '../config/standing.ts';
import { folderOf, pathOf, processPart } from './place.ts';

export type Config = Observation<'mining-config'>;
type Code = Observation<'miner-code'>;
type WalletSeen = Observation<'wallet'>;

/** Kinds that the judgement takes. */
export type MinerKind = 'mining-config' | 'wallet' | 'miner-code' | 'log-span';
export const minerKinds: readonly MinerKind[] = ['mining-config', 'wallet', 'miner-code', 'log-span'];
export type MinerSeen = { readonly [K in MinerKind]: readonly Observation<K>[] };

/** What one path holds. */
export interface Held {
  readonly path: string;
  readonly artifact: Artifact;
  /** The code of a miner. */
  readonly code: Code[];
  /** It fetches a miner and starts it. */
  readonly fetching: Code[];
  /** Miners' configurations that are used where they stand. */
  readonly configs: Config[];
  /** The first of them that names an account, and the wallet there. */
  account?: { readonly config: Config; readonly wallet?: WalletSeen } | undefined;
}

export interface MinerEvidence {
  at(path: string | undefined): Held | undefined;
  /** What stands in a folder itself, not below it. */
  within(folder: string): readonly Held[];
  /** Paths that hold something, in the order in which it was seen. */
  readonly held: Iterable<Held>;
}

export function minerEvidence(seen: MinerSeen, context: DetectContext): MinerEvidence {
  const paths = new Map<string, Held>();
  const isAsked = askedOnly(seen['log-span'], context);
  const wallets = new Map(seen.wallet.map((wallet) => [keyOf(wallet.at.artifact, wallet.value.address), wallet]));
  const heldAt = (id: string): Held => {
    const path = pathOf(id, context);
    const held: Held = paths.get(path) ?? { path, artifact: context.artifact(id), code: [], fetching: [], configs: [] };
    paths.set(path, held);
    return held;
  };
  for (const code of seen['miner-code']) {
    const { purpose, form } = code.value;
    if (purpose === 'miner' && form !== 'script') heldAt(code.at.artifact).code.push(code);
    else if (purpose === 'fetches-miner' && !isAsked(code.at.artifact)) heldAt(code.at.artifact).fetching.push(code);
  }
  for (const config of seen['mining-config'])
    if (isUsed(config, context) && !isAsked(config.at.artifact)) {
      const held = heldAt(config.at.artifact);
      held.configs.push(config);
      held.account ??= accountIn(config, wallets);
    }
  const folders = new Map<string, Held[]>();
  for (const held of paths.values()) {
    const folder = folders.get(folderOf(held.path));
    if (folder) folder.push(held);
    else folders.set(folderOf(held.path), [held]);
  }
  return {
    at: (path) => (path === undefined ? undefined : paths.get(path)),
    within: (folder) => folders.get(folder) ?? [],
    held: paths.values(),
  };
}

function keyOf(artifact: string, address: string): string {
  return `${artifact} ${address}`;
}

/** What stands in a process is used there. */
function isUsed(config: Config, context: DetectContext): boolean {
  if (config.value.source === 'wire' || config.value.pools.length === 0) return false;
  if (processPart(pathOf(config.at.artifact, context)) !== undefined) return true;
  return whyOnlyTold(context.artifact(config.at.artifact), config) === undefined;
}

function accountIn(config: Config, wallets: ReadonlyMap<string, WalletSeen>): Held['account'] {
  for (const pool of config.value.pools) {
    const wallet = pool.wallet === undefined ? undefined : wallets.get(keyOf(config.at.artifact, pool.wallet));
    if (whySample(pool, wallet) === undefined) return { config, ...(wallet === undefined ? {} : { wallet }) };
  }
  return undefined;
}

/** Leaves of one kind that a claim names for one path; a large program shows the same code in many places. */
const mostLeaves = 2;

/** Everything of it, for a claim's tree. */
export function leavesOf(held: Held, where: string): Because[] {
  const { code, fetching, configs, account } = held;
  const named =
    account === undefined
      ? configs
      : [account.config, ...configs.slice(0, mostLeaves).filter((one) => one !== account.config)];
  return [
    ...named.slice(0, mostLeaves).map((one) => saw(one, `${where}: a miner's configuration`)),
    ...(account?.wallet ? [saw(account.wallet, 'the wallet in its login; its check holds')] : []),
    ...code.slice(0, mostLeaves).map((one) => saw(one, `${where}: ${one.value.traits.slice(0, 3).join('; ')}`)),
    ...fetching.slice(0, mostLeaves).map((one) => saw(one, `${where}: fetches a miner and starts it`)),
  ];
}

/** Whom a configuration pays, for a title; nothing where no account stands there. */
export function payeeIn(config: Config | undefined): string | undefined {
  const pool = config?.value.pools.find((one) => whySample(one) === undefined);
  if (pool === undefined) return undefined;
  const { wallet, login = '' } = pool;
  return wallet === undefined ? `the account ${shortened(login)}` : `wallet ${shortened(wallet)}`;
}

function shortened(account: string): string {
  return account.length <= 44 ? account : `${account.slice(0, 12)}…${account.slice(-8)}`;
}
