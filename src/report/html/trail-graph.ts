/** The money trail as boxes and arrows, before anybody says where they stand on the paper. */
import type { Observation } from '../../model/observation.ts';
import { poolAddress } from '../describe.ts';
import { escapeText } from '../escape.ts';
import type { MoneyTrail, TrailBase, TrailPayer, TrailPool, TrailWallet } from '../money-trail.ts';
import { capitalized, counted, shortened } from '../words.ts';

/** What a box stands for; money flows from a pool or a payer to an account, and on to whoever keeps it. */
type Role = 'pool' | 'payer' | 'account' | 'base';

export interface Box {
  readonly id: string;
  readonly role: Role;
  /** Above the title, small. */
  readonly over: string;
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** set: somebody meant money to flow here; recorded: a pool has records of it; folds: the same account's keeper. */
  readonly kind: 'set' | 'recorded' | 'folds';
  /** Whole coins that were paid, where recorded. */
  readonly amount?: number | undefined;
}

export interface TrailGraph {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Boxes that were left out. */
  readonly left: number;
}

/** Boxes of one role that are drawn. */
const most = 10;

/** `defang` because a drawn text is broken into lines before it is written. */
export function trailGraph(trail: MoneyTrail, defang: (text: string) => string): TrailGraph {
  const boxes = new Map<string, Box>();
  const arrows: Arrow[] = [];
  const counts: Record<Role, number> = { pool: 0, payer: 0, account: 0, base: 0 };
  let left = 0;
  const safe = (text: string): string => escapeText(defang(text));
  const add = (box: Box): boolean => {
    if (boxes.has(box.id)) return true;
    if (counts[box.role]++ >= most) {
      left++;
      return false;
    }
    boxes.set(box.id, { ...box, title: safe(box.title), lines: box.lines.map(safe) });
    return true;
  };
  const wallets = new Map(trail.wallets.map((wallet) => [wallet.value.address, wallet]));
  const addAccount = (account: string): boolean => add(accountBox(account, wallets.get(account)));

  trail.pools.forEach((pool, i) => {
    if (!add(poolBox(pool, i))) return;
    const account = pool.account ?? pool.value.login;
    if (account !== undefined && addAccount(account))
      arrows.push({ from: `pool ${i}`, to: `account ${account}`, kind: 'set' });
  });
  for (const { value } of trail.wallets) addAccount(value.address);
  trail.payers.forEach((payer, i) => {
    if (!add(payerBox(payer, i)) || !addAccount(payer.account)) return;
    arrows.push({
      from: `payer ${i}`,
      to: `account ${payer.account}`,
      kind: 'recorded',
      amount: payer.records[0]?.value.paid,
    });
  });
  for (const base of trail.bases) {
    if (!add(baseBox(base))) continue;
    for (const wallet of base.wallets)
      if (boxes.has(`account ${wallet}`))
        arrows.push({ from: `account ${wallet}`, to: `base ${base.address}`, kind: 'folds' });
  }
  return { boxes: [...boxes.values()], arrows, left };
}

function poolBox({ value, seen }: TrailPool, i: number): Box {
  return {
    id: `pool ${i}`,
    role: 'pool',
    over: seen.some(({ kind }) => kind === 'stratum-session') ? 'seen mining at' : 'set to mine at',
    title: poolAddress(value),
    lines: present([
      value.worker !== undefined && `worker ${value.worker}`,
      value.password !== undefined && `password ${value.password}`,
      value.email !== undefined && `e-mail ${value.email}`,
      value.proxy !== undefined && `through ${value.proxy}`,
    ]),
  };
}

function accountBox(account: string, wallet: TrailWallet | undefined): Box {
  const about = wallet?.value;
  return {
    id: `account ${account}`,
    role: 'account',
    over: 'the account',
    title: shortened(account),
    lines: about
      ? present([
          `${capitalized(about.coin)}, ${about.type}${about.network === 'mainnet' ? '' : ` on ${about.network}`}`,
          about.checksumValid ? 'checksum holds' : 'no checksum to check',
          about.paymentId !== undefined && `payment id ${about.paymentId}`,
          about.base === undefined && about.known !== undefined && `a known ${about.known} address`,
        ])
      : ['a login, not an address'],
  };
}

function baseBox({ address, known, wallets }: TrailBase): Box {
  return {
    id: `base ${address}`,
    role: 'base',
    over: known === 'custodial' ? 'one of many accounts at' : 'same keys as',
    title: shortened(address),
    lines: present([
      known !== undefined && `a known ${known} address`,
      known === 'custodial' && 'whoever keeps it knows its customers',
      wallets.length > 1 && `${wallets.length} accounts here fold to it`,
    ]),
  };
}

function payerBox({ pool, records }: TrailPayer, i: number): Box {
  const [latest, ...others] = records;
  return {
    id: `payer ${i}`,
    role: 'payer',
    over: 'recorded by the pool',
    title: pool,
    lines: present([
      ...(latest ? recorded(latest.value) : []),
      others.length > 0 && `and ${counted(others.length, 'other record')}`,
    ]),
  };
}

function recorded(record: Observation<'pool-record'>['value']): (string | false)[] {
  const payments = record.payments === undefined ? '' : ` in ${counted(record.payments, 'payment')}`;
  return [
    record.paid === undefined ? 'no amount known' : `paid ${coins(record.paid, record.coin)}${payments}`,
    record.due !== undefined && record.due > 0 && `${coins(record.due, record.coin)} due`,
    record.firstShare !== undefined && `first share ${record.firstShare.slice(0, 10)}`,
    record.lastShare !== undefined && `last share ${record.lastShare.slice(0, 10)}`,
    record.asked !== undefined && `asked ${record.asked.slice(0, 10)}`,
  ];
}

const tickers: Readonly<Record<string, string>> = {
  monero: 'XMR',
  bitcoin: 'BTC',
  ethereum: 'ETH',
  litecoin: 'LTC',
  dogecoin: 'DOGE',
  zcash: 'ZEC',
  ravencoin: 'RVN',
};

/** `92.69 XMR`; pools give twelve digits, and the JSON has them. */
function coins(amount: number, coin: string): string {
  const ticker = Object.hasOwn(tickers, coin.toLowerCase()) ? tickers[coin.toLowerCase()] : coin;
  return `${amount >= 1 ? amount.toFixed(2) : String(Number(amount.toPrecision(3)))} ${ticker}`;
}

function present(lines: readonly (string | false | undefined)[]): string[] {
  return lines.filter((line): line is string => typeof line === 'string' && line !== '');
}
