import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, donationAddress, makeCase, wallet2018 } from '../../../tests/make-case.ts';
import type { Stage } from '../../model/finding.ts';
import { earnings, earningsIn } from './earnings.ts';

/** By facts/monero.md: on 2018-01-31, 24 XMR a day were about 4.57 MH/s. */
const january2018 = { hashesPerBlock: 8.834e10, blockSeconds: 120, issuedPerDay: 3863 };
const exactly = (value: number) => ({ low: value, high: value });

describe('what a hash rate earns', () => {
  it('is about 24 XMR a day for 4.57 MH/s at the end of January 2018, less a fee of 2 % at most', () => {
    const { low, high } = earnings({ hashesPerSecond: exactly(4.57e6), networks: [january2018] });
    expect(high).toBeCloseTo(23.98, 2);
    expect(low).toBeCloseTo(23.98 * 0.98, 2);
  });
  it('is all that is issued where one computes all that the network computes', () => {
    const hashesPerSecond = exactly(january2018.hashesPerBlock / january2018.blockSeconds);
    expect(earnings({ hashesPerSecond, networks: [january2018] }).high).toBeCloseTo(3863, 6);
  });
  it('lies between what two states of the network give', () => {
    const harder = { ...january2018, hashesPerBlock: january2018.hashesPerBlock * 2 };
    const { low, high } = earnings({ hashesPerSecond: exactly(1000), networks: [january2018, harder] });
    expect(high / low).toBeCloseTo(2 / 0.98, 9);
  });

  const positive = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
  const network = fc.record({ hashesPerBlock: positive, blockSeconds: positive, issuedPerDay: positive });
  const close = (a: number, b: number): void => expect(Math.abs(a / b - 1)).toBeLessThan(1e-9);
  it('grows with the hash rate, and falls with the difficulty', () => {
    fc.assert(
      fc.property(positive, network, fc.double({ min: 1, max: 1000, noNaN: true }), (rate, state, factor) => {
        const once = earnings({ hashesPerSecond: exactly(rate), networks: [state] });
        close(earnings({ hashesPerSecond: exactly(rate * factor), networks: [state] }).high, once.high * factor);
        const harder = { ...state, hashesPerBlock: state.hashesPerBlock * factor };
        close(earnings({ hashesPerSecond: exactly(rate), networks: [harder] }).low, once.low / factor);
      }),
    );
  });
  it('holds what the middle of the rates gives, and widens with drift', () => {
    fc.assert(
      fc.property(positive, positive, network, fc.double({ min: 1, max: 3, noNaN: true }), (a, b, state, drift) => {
        const hashesPerSecond = { low: Math.min(a, b), high: Math.max(a, b) };
        const whole = earnings({ hashesPerSecond, networks: [state] });
        const middle = earnings({ hashesPerSecond: exactly((a + b) / 2), networks: [state] });
        expect(whole.low).toBeLessThanOrEqual(middle.low * (1 + 1e-9));
        expect(whole.high).toBeGreaterThanOrEqual(middle.high * (1 - 1e-9));
        const wider = earnings({ hashesPerSecond, networks: [state], drift });
        expect(wider.low).toBeLessThanOrEqual(whole.low);
        expect(wider.high).toBeGreaterThanOrEqual(whole.high);
      }),
    );
  });
});

// --- in a case ------------------------------------------------------------------------------------------------------

const provenance = {
  source: 'a test',
  reliability: 'A',
  credibility: 1,
  tlp: 'clear',
  origin: 'test',
  forgeability: 'dear',
} as const;
const item = { item: 'i', says: 'as recorded', provenance };
const account = String((wallet2018.value as { address: string }).address);
/** Somebody's standard address: the one that the 2018 wallet folds to. */
const standard = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

const record = (fields: object): Expected => ({
  kind: 'pool-record',
  value: { ...item, pool: 'nanopool', address: account, coin: 'monero', asked: '2018-01-31', ...fields },
});
const price: Expected = {
  kind: 'price',
  value: {
    ...item,
    coin: 'monero',
    currency: 'USD',
    points: [
      { date: '2018-01-30', price: 200 },
      { date: '2018-02-01', price: 300 },
    ],
  },
};
const wallet = (address: string, fields: object = {}): Expected => ({
  kind: 'wallet',
  value: { coin: 'monero', network: 'mainnet', type: 'standard', address, checksumValid: true, ...fields },
});
const session = (fields: object): Expected => ({
  kind: 'stratum-session',
  value: {
    dialect: 'cryptonote',
    client: '192.0.2.17:50112',
    server: '198.51.100.7:3333',
    login: `${standard}.rig`,
    jobs: 12,
    submits: 100,
    accepted: 100,
    hashes: 1_000_000,
    start: '2018-01-31T10:00:00.000Z',
    end: '2018-01-31T11:00:00.000Z',
    complete: true,
    ...fields,
  },
});

/** The login of a session, taken apart, as it stands beside it. */
const wire = (address: string, fields: object = {}): Expected => ({
  kind: 'mining-config',
  value: { pools: [{ host: '198.51.100.7', login: `${address}.rig`, wallet: address }], source: 'wire', ...fields },
});
const onTheWire = [wallet(standard), wire(standard)];

function told(...seen: readonly Expected[]): string {
  return toldAt('active', ...seen);
}

function toldAt(stage: Stage | undefined, ...seen: readonly Expected[]): string {
  return earningsIn(makeCase(stage, seen)).join('\n');
}

describe('a hash rate that a pool recorded', () => {
  it('is told with what it earned then, where the network of that day is known', () => {
    expect(told(config2018, wallet2018, record({ hashRate: 4_570_000 }))).toBe(
      "nanopool reckoned about 4.57 million hashes (tries) a second for 4JUdGzvr… on 2018-01-31. That earns 23.5 to 24 XMR a day on average, after a pool's fee of 0 to 2 %, as the Monero network stood on 2018-01-31 (Coin Metrics, community network data, xmr.csv: https://github.com/coinmetrics/data).",
    );
  });
  it('is told in money where the case has prices of those days', () => {
    // 23.5 × 200 to 24 × 300.
    expect(told(config2018, wallet2018, record({ hashRate: 4_570_000 }), price)).toContain(
      '4,700 to 7,190 USD by the price of those days (a test)',
    );
  });
  it('takes the state of the network that the analyst gave for that day', () => {
    const network: Expected = {
      kind: 'network-state',
      value: { ...item, coin: 'monero', date: '2024-05-01', difficulty: 120e9, blockSeconds: 120, reward: 0.6 },
    };
    // 1,000 of 1e9 hashes a second, of 432 coins a day.
    const text = told(config2018, wallet2018, record({ hashRate: 1000, asked: '2024-05-01' }), network);
    expect(text).toContain('earns 0.000423 to 0.000432 XMR a day');
    expect(text).toContain('on 2024-05-01 (a test)');
  });
  it('lies between the states before and after', () => {
    const between = told(config2018, wallet2018, record({ hashRate: 4_570_000, asked: '2018-01-10' }));
    // 4.57e6 × 120 × 3994 / 5.836e10 at most, and as at the end of January at least.
    expect(between).toContain('23.5 to 37.5 XMR a day');
    expect(between).toContain('on 2017-12-25 and 2018-01-31');
  });
  it('needs no reward of Monero, whose emission is known', () => {
    const network: Expected = {
      kind: 'network-state',
      value: { ...item, coin: 'monero', date: '2024-05-01', difficulty: 120e9, blockSeconds: 120 },
    };
    const text = told(config2018, wallet2018, record({ hashRate: 1000, asked: '2024-05-01' }), network);
    expect(text).toContain('earns 0.000423 to 0.000432 XMR a day');
  });
  it('counts a difficulty of Bitcoin in 2^32 hashes', () => {
    const bitcoin = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
    const config: Expected = {
      kind: 'mining-config',
      value: { pools: [{ host: 'p.example', login: bitcoin, wallet: bitcoin }], source: 'argv' },
    };
    const network: Expected = {
      kind: 'network-state',
      value: { ...item, coin: 'bitcoin', date: '2018-01-31', difficulty: 2e12, blockSeconds: 600, reward: 12.5 },
    };
    const paid = record({ coin: 'bitcoin', address: bitcoin, hashRate: 1e15 });
    // A block of 12.5 takes 2e12 × 2^32 hashes: 1e15 × 86,400 × 12.5 / 8.59e21 = 0.1257.
    expect(told(config, wallet(bitcoin, { coin: 'bitcoin' }), paid, network)).toContain('0.123 to 0.126 BTC a day');
  });
  it('widens where the nearest state is days away', () => {
    const near = told(config2018, wallet2018, record({ hashRate: 4_570_000, asked: '2018-02-10' }));
    // Ten days at 4 % each: 23.98 × 1.4, and 23.5 / 1.4.
    expect(near).toContain('16.8 to 33.6 XMR a day');
  });
  it('is not reckoned with a network of another month, and says where one would find the right one', () => {
    const text = told(config2018, wallet2018, record({ hashRate: 4_570_000, asked: '2019-06-01' }));
    expect(text).toContain('no state of the Monero network within a month of 2019-06-01 is known');
    expect(text).toContain('under “networks” in an evidence file');
  });
  it('without a date earns nothing that could be told', () => {
    const text = told(config2018, wallet2018, record({ hashRate: 1000, asked: undefined }));
    expect(text).toContain('When that was is not recorded');
  });
  it('is the latest of each pool', () => {
    const text = told(
      config2018,
      wallet2018,
      record({ hashRate: 5, asked: '2018-01-31' }),
      record({ hashRate: 7, asked: '2018-01-30' }),
    );
    expect(text).toContain('about 5 hashes');
    expect(text).not.toContain('about 7 hashes');
  });
});

describe('a hash rate on the wire', () => {
  it('comes of the accepted shares, with the spread that their number leaves', () => {
    // 1,000,000 hashes in 3,600 seconds are 278 a second; 100 shares may have been 81 to 122.
    const text = told(...onTheWire, session({}));
    expect(text).toContain('A pool accepted 100 shares from 192.0.2.17 in 60 minutes: that takes 226 to 338 hashes');
    expect(text).toContain('so few of them leave that spread');
    expect(text).toContain('XMR a day');
  });
  it('counts a conversation once, though two captures hold it', () => {
    expect(told(...onTheWire, session({}), session({}))).toBe(told(...onTheWire, session({})));
  });
  it('adds up the hosts of one account', () => {
    const text = told(...onTheWire, session({}), session({ client: '192.0.2.18:4000' }));
    expect(text).toContain('200 shares from 192.0.2.17 and 192.0.2.18 in up to 60 minutes each: that takes 452 to 676');
  });
  it('does not know a speed where the targets were not seen, and says what would tell it', () => {
    const text = told(...onTheWire, session({ hashes: undefined }));
    expect(text).toContain('100 accepted shares were seen on the wire, but not how hard they were to find');
    expect(text).toContain('from its beginning');
  });
  it('does not reckon from a share or two', () => {
    const text = told(...onTheWire, session({ accepted: 1, submits: 1, hashes: 10_000 }));
    expect(text).toContain('1 accepted share was seen on the wire, too few');
    expect(text).not.toContain('XMR a day');
  });
  it('names no earnings where the login names no coin', () => {
    const config: Expected = {
      kind: 'mining-config',
      value: { pools: [{ host: '198.51.100.7', port: 3333, login: 'someone.rig1' }], source: 'wire' },
    };
    expect(told(config, session({ login: 'someone.rig1' }))).toContain('the login names no coin');
  });
  it('takes no algorithm of another coin for Monero', () => {
    const config = wire(standard, { algorithm: 'kawpow' });
    expect(told(wallet(standard), config, session({}))).toContain("what was computed is kawpow, which is not Monero's");
  });
  it('takes no difficulty of scrypt for that of SHA-256', () => {
    const address = 'LhK2kQwiaAvhjWY799cZvMyYwnQAcxkarr';
    const said = session({ dialect: 'bitcoin', login: `${address}.rig` });
    expect(told(wallet(address, { coin: 'litecoin' }), wire(address), said)).toContain('not read here for Litecoin');
  });
  it('keeps the payment ids of one address apart', () => {
    const pools = ['aa', 'bb'].map((paymentId) => ({
      host: '198.51.100.7',
      login: `${standard}.${paymentId}`,
      wallet: standard,
      paymentId,
    }));
    const text = told(
      wallet(standard),
      wire(standard, { pools }),
      session({ login: `${standard}.aa`, client: '192.0.2.1:1' }),
      session({ login: `${standard}.bb`, client: '192.0.2.2:1' }),
    );
    expect(text).toContain('100 shares from 192.0.2.1 in');
    expect(text).toContain('100 shares from 192.0.2.2 in');
  });
});

describe('nothing is told', () => {
  it.each<[string, Stage | undefined, Expected[]]>([
    ['where nothing mines', undefined, [record({ hashRate: 1000 }), price]],
    [
      'of an account that the case does not mine for',
      'configured',
      [config2018, wallet2018, record({ hashRate: 1000, address: 'other' })],
    ],
    [
      'where the pool saw no hashes',
      'configured',
      [config2018, wallet2018, record({ hashRate: 0 }), record({ paid: 5 })],
    ],
    ['of a wallet in a text', 'mention', [wallet2018, record({ hashRate: 1000 })]],
    [
      "of what goes to the miner's makers",
      'active',
      [wallet(donationAddress, { known: 'donation' }), session({ login: donationAddress })],
    ],
  ])('%s', (_, stage, seen) => {
    expect(toldAt(stage, ...seen)).toBe('');
  });
  it('beyond three speeds but their number', () => {
    const pools = ['a', 'b', 'c', 'd', 'e'].map((pool) => record({ hashRate: 1000, pool }));
    const lines = earningsIn(makeCase('configured', [config2018, wallet2018, ...pools]));
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe('2 more speeds are known and not told here.');
  });
});
