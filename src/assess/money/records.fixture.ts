/** Pool records and prices for the tests of money. */
import type { Expected } from '../../../tests/fixture.ts';
import type { PoolRecord } from '../../model/analyst-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Provenance } from '../../model/provenance.ts';

export const address2018 =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';

export function from(source: string): Provenance {
  return { source, reliability: 'B', credibility: 2, tlp: 'clear', origin: source, forgeability: 'dear' };
}

let items = 0;

export function recordValue(pool: string, said: Partial<PoolRecord> = {}, source = 'pool answers'): PoolRecord {
  const item = `record-${++items}`;
  return { item, says: 'said so', provenance: from(source), pool, coin: 'monero', address: address2018, ...said };
}

/** A record as it stands in a case. */
export function record(pool: string, said: Partial<PoolRecord> = {}, source?: string): Expected {
  return { kind: 'pool-record', value: recordValue(pool, said, source) };
}

/** A record by itself. */
export function recorded(pool: string, said: Partial<PoolRecord> = {}, source?: string): Observation<'pool-record'> {
  const value = recordValue(pool, said, source);
  return { id: `o${items}`, kind: 'pool-record', value, at: { artifact: 'a1' }, via: [], by: 'fixture' };
}

/** What the pools said of the 2018 account (IMC 2019 data set). */
export const records2018: readonly Expected[] = [
  record('nanopool', { paid: 92.6944152162, payments: 120, asked: '2018-08-17' }),
  record('HashVault', { paid: 5.3672685691, payments: 7, lastShare: '2018-04-17' }),
  record('supportXMR', { lastShare: '2018-05-27' }),
  record('crypto-pool', { lastShare: '2017-10-03' }),
];

export const built2018: Expected = {
  kind: 'build-trace',
  value: { trace: 'compile-time', text: '2017-12-24', time: '2017-12-24T00:00:00Z', forgeable: 'four bytes' },
};

export function prices(points: Readonly<Record<string, number>>, currency = 'USD'): Expected {
  const dated = Object.entries(points).map(([date, price]) => ({ date, price }));
  const value = {
    item: 'prices',
    says: 'prices',
    provenance: from('a price table'),
    coin: 'monero',
    currency,
    points: dated,
  };
  return { kind: 'price', value };
}
