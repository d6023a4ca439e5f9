/** Answers of our own making, in the forms that the pools document. No such account exists. */
import type { JsonObject, JsonValue } from '../json/document.ts';

const seconds = (time: string): number => Date.parse(time) / 1000;

export const nanopoolUser: JsonObject = {
  status: true,
  data: {
    account: '4example',
    unconfirmed_balance: '0.00',
    balance: '0.3125',
    hashrate: '4210.5',
    avgHashrate: { h1: '4100', h24: '4000' },
    workers: [
      { id: 'rig1', uid: 1, hashrate: '2000', lastshare: seconds('2018-05-01T09:00:00Z'), rating: 10, h1: '2000' },
      { id: 'rig2', uid: 2, hashrate: '2210.5', lastshare: seconds('2018-05-01T10:00:00Z'), rating: 12, h1: '2200' },
    ],
  },
};

export const nanopoolPayments: JsonObject = {
  status: true,
  data: [
    { date: seconds('2018-04-30T23:00:00Z'), txHash: 'ab'.repeat(32), amount: 1.000000000001, confirmed: true },
    { date: seconds('2018-04-29T23:00:00Z'), txHash: 'cd'.repeat(32), amount: '2.5', confirmed: true },
  ],
};

export const nodejsPoolStats: JsonObject = {
  hash: 1500,
  identifier: 'global',
  lastHash: seconds('2018-04-17T12:00:00Z'),
  totalHashes: 9_000_000_000,
  validShares: 1200,
  invalidShares: 3,
  amtPaid: 5_367_268_569_100,
  amtDue: 12_000_000_000,
  txnCount: 7,
};

export const nodejsPoolPayments: JsonValue[] = [
  { pt: 'pplns', ts: seconds('2018-04-01T00:00:00Z'), amount: 500_000_000_000, txnHash: 'ef'.repeat(32), mixin: 4 },
];

export const nodejsPoolWorkers: JsonObject = {
  global: { lts: seconds('2018-04-17T12:00:00Z'), identifer: 'global', hash: 900, totalHash: 1e9 },
  'WIN-1': { lts: seconds('2018-04-17T11:00:00Z'), identifer: 'WIN-1', hash: 400, totalHash: 5e8 },
  'WIN-2': { lts: seconds('2018-04-17T12:00:00Z'), identifer: 'WIN-2', hash: 500, totalHash: 5e8 },
};

export const hashVaultStats: JsonObject = {
  collective: {
    hashRate: 12_000,
    avg24hashRate: 11_000,
    validShares: 900,
    lastShare: Date.parse('2025-06-01T00:00:00Z'),
  },
  revenue: {
    confirmedBalance: 125_000_000_000,
    unconfirmedBalance: { collective: { total: 1_000_000_000 } },
    totalPaid: 3_250_000_000_000,
    totalPaymentsSent: 9,
    payoutThreshold: 100_000_000_000,
  },
  collectiveWorkers: [
    { name: 'a', hashRate: 7000, lastShare: Date.parse('2025-06-01T00:00:01Z') },
    { name: 'b', hashRate: 5000, lastShare: Date.parse('2025-05-31T00:00:00Z') },
  ],
};

export const twoMinersAccount: JsonObject = {
  currentHashrate: 5200,
  hashrate: 5100,
  pageSize: 30,
  payments: [
    { amount: 1_500_000_000_000, timestamp: seconds('2024-02-02T00:00:00Z'), tx: '11'.repeat(32), txFee: 0 },
    { amount: 500_000_000_000, timestamp: seconds('2024-02-01T00:00:00Z'), tx: '22'.repeat(32), txFee: 0 },
  ],
  paymentsTotal: 2,
  stats: {
    balance: 1_000_000_000,
    blocksFound: 0,
    immature: 0,
    lastShare: seconds('2024-02-03T00:00:00Z'),
    paid: 2_000_000_000_000,
    pending: 0,
  },
  workers: { rig: { lastBeat: seconds('2024-02-03T00:00:00Z'), hr: 5200, offline: false } },
  workersOnline: 1,
};

export const cryptonotePayments: JsonValue[] = [
  `${'01'.repeat(32)}:1000000000000:0:4`,
  String(seconds('2017-10-02T00:00:00Z')),
];

export const cryptonoteAddress: JsonObject = {
  stats: {
    hashes: '123456789',
    lastShare: String(seconds('2017-10-03T00:00:00Z')),
    balance: '250000000000',
    paid: '1500000000000',
    hashrate: '1.25 KH',
  },
  payments: [...cryptonotePayments, `${'02'.repeat(32)}:500000000000:0:4`, String(seconds('2017-10-01T00:00:00Z'))],
  workers: [{ name: 'rig', hashrate: 1250, lastShare: seconds('2017-10-03T00:00:00Z') }],
};
