/** The money trail as boxes and arrows, before anybody says where they stand on the paper. */
import type { Observation } from '../../model/observation.ts';
import { knownInWords, poolAddress } from '../describe.ts';
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
  const boxes = new Boxes((text) => escapeText(defang(text)));
  const wallets = new Map(trail.wallets.map((wallet) => [wallet.value.address, wallet]));
  const account = (address: string): Box => accountBox(address, wallets.get(address));
  const pools = trail.pools.flatMap((pool, i) => {
    const box = poolBox(pool, i);
    const paid = pool.account ?? pool.value.login;
    const isDrawn = boxes.add(box);
    return paid === undefined || !isDrawn ? [] : boxes.arrow('set', box, account(paid));
  });
  for (const { value } of trail.wallets) boxes.add(account(value.address));
  const payers = trail.payers.flatMap((payer, i) =>
    boxes.arrow('recorded', payerBox(payer, i), account(payer.account), payer.records[0]?.value.paid),
  );
  const bases = trail.bases.flatMap((base) =>
    base.wallets.flatMap((wallet) => boxes.arrow('folds', account(wallet), baseBox(base))),
  );
  return { boxes: [...boxes.drawn.values()], arrows: [...pools, ...payers, ...bases], left: boxes.left.size };
}

/** The boxes that are drawn: each once, and of each role only so many. */
class Boxes {
  readonly drawn: Map<string, Box> = new Map();
  /** Ids of those that found no room. */
  readonly left: Set<string> = new Set();
  readonly #counts: Record<Role, number> = { pool: 0, payer: 0, account: 0, base: 0 };
  readonly #safe: (text: string) => string;

  constructor(safe: (text: string) => string) {
    this.#safe = safe;
  }

  /** True where the box is drawn. */
  add(box: Box): boolean {
    if (this.drawn.has(box.id)) return true;
    if (this.#counts[box.role] >= most) {
      this.left.add(box.id);
      return false;
    }
    this.#counts[box.role]++;
    this.drawn.set(box.id, { ...box, title: this.#safe(box.title), lines: box.lines.map(this.#safe) });
    return true;
  }

  /** No arrow where one of its ends is not drawn. */
  arrow(kind: Arrow['kind'], from: Box, to: Box, amount?: number): Arrow[] {
    const hasFrom = this.add(from);
    const hasTo = this.add(to);
    return hasFrom && hasTo ? [{ from: from.id, to: to.id, kind, amount }] : [];
  }
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
          about.base === undefined && about.known !== undefined && knownInWords[about.known],
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
      known !== undefined && knownInWords[known],
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
