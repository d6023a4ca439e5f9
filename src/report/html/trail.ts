/** Where the money goes: the drawing, what its arrows mean, and the same in words with every address in full. */

import type { Observation } from '../../model/observation.ts';
import { poolAddress } from '../describe.ts';
import { gradeMeaning, gradeOf } from '../meaning.ts';
import { type MoneyTrail, moneyTrail, type TrailPayer, type TrailPool, type TrailWallet } from '../money-trail.ts';
import { counted, readableTime } from '../words.ts';
import { type Content, type Element, element, exact } from './markup.ts';
import { more, placeText, reference, rows, section, type Telling } from './parts.ts';
import { sourceLink } from './provenance.ts';
import { drawTrail } from './trail-drawing.ts';
import { trailGraph } from './trail-graph.ts';

/** The JSON has all. */
const shown = 30;
const placesShown = 6;

export function trailSection(telling: Telling): Element | undefined {
  const trail = moneyTrail(telling.index);
  const { pools, wallets, bases, payers } = trail;
  if (pools.length + wallets.length + payers.length === 0) return undefined;
  telling.told.add('trail');
  const graph = trailGraph(trail, telling.defang);
  const label = `Money trail: ${counted(pools.length, 'pool')} in the evidence, ${counted(wallets.length, 'decoded account')}, ${counted(payers.length, 'record')} of payments by pools, ${counted(bases.length, 'keeper')} behind an account`;
  return section(
    'trail',
    about(trail),
    drawTrail(graph, label),
    more(graph.left, 'box', 'boxes'),
    inWords(trail, telling),
  );
}

/** What the arrows mean, as far as there are such arrows. */
function about({ pools, payers, bases }: MoneyTrail): Content {
  return [
    pools.length > 0 && 'A dashed arrow: somebody told a miner to earn for this account. ',
    payers.length > 0 && 'A full arrow: a pool has records of the account, the wider the more it paid. ',
    bases.length > 0 && 'A dotted arrow: the account’s address is made from the one it leads to. ',
    'Anyone can mine for any account, so an arrow does not say who did.',
  ];
}

function inWords({ pools, wallets, payers }: MoneyTrail, telling: Telling): Element {
  return element(
    'details',
    { class: 'words' },
    element('summary', {}, 'The same in words, with full addresses'),
    element(
      'div',
      { class: 'inside' },
      ...pools.slice(0, shown).map((pool) => poolRows(pool, telling)),
      more(pools.length - shown, 'pool'),
      ...wallets.slice(0, shown).map((wallet) => walletRows(wallet, telling)),
      more(wallets.length - shown, 'wallet'),
      ...payers.slice(0, shown).map((payer) => payerRows(payer, telling)),
      more(payers.length - shown, 'record of a pool', 'records of pools'),
    ),
  );
}

function poolRows({ value: pool, seen, zone }: TrailPool, telling: Telling): Content {
  return rows([
    ['pool', [element('strong', {}, poolAddress(pool)), pool.tls && ' over TLS']],
    ['zone', zone],
    ['login', pool.login !== undefined && address(pool.login)],
    ['worker', pool.worker],
    ['e-mail', pool.email],
    ['password', pool.password],
    ['rig', pool.rigId],
    ['difficulty', pool.difficulty],
    ['proxy', pool.proxy],
    ['seen in', places(seen, telling)],
  ]);
}

function walletRows({ value: wallet, seen }: TrailWallet, telling: Telling): Content {
  return rows([
    ['wallet', address(wallet.address)],
    [
      'is',
      `${wallet.coin}, ${wallet.type}, ${wallet.network}; ${wallet.checksumValid ? 'its checksum holds' : 'its form has no checksum'}`,
    ],
    [
      'could be',
      wallet.otherCoins !== undefined &&
        wallet.otherCoins.length > 0 &&
        `${wallet.otherCoins.join(', ')}: their addresses look the same`,
    ],
    ['payment id', wallet.paymentId],
    ['base', wallet.base !== undefined && address(wallet.base)],
    [wallet.known ?? '', wallet.known !== undefined && (wallet.knownWhy ?? 'known')],
    ['seen in', places(seen, telling)],
  ]);
}

function payerRows({ pool, account, records }: TrailPayer, telling: Telling): Content {
  return [
    rows([
      ['paid by', element('strong', {}, pool)],
      ['to', address(account)],
      ...records.slice(0, shown).map((record) => ['record', recordText(record, telling)] as const),
    ]),
    more(records.length - shown, 'record'),
  ];
}

function recordText({ id, value }: Observation<'pool-record'>, telling: Telling): Content {
  const { paid, coin, payments, listed, due, hashRate, firstShare, lastShare, asked, provenance } = value;
  const words = [
    paid !== undefined && `paid ${paid} ${coin}`,
    payments !== undefined && `in ${counted(payments, 'payment')}`,
    listed !== undefined && `${listed.length} of them listed`,
    due !== undefined && `${due} ${coin} due`,
    hashRate !== undefined && `${hashRate} hashes a second`,
    firstShare !== undefined && `first share ${readableTime(firstShare)}`,
    lastShare !== undefined && `last share ${readableTime(lastShare)}`,
    asked !== undefined && `asked ${readableTime(asked)}`,
  ];
  return [
    words.filter(Boolean).join(', '),
    ' ',
    element(
      'span',
      { class: 'quiet' },
      '(',
      sourceLink(provenance, telling),
      `; ${gradeMeaning(gradeOf(provenance))}) `,
    ),
    reference(id, telling),
  ];
}

/** In full and exact, to be compared and looked up. */
function address(text: string): Content {
  return element('bdi', { class: 'value' }, exact(text));
}

function places(seen: readonly Observation[], telling: Telling): Content {
  return [
    seen.slice(0, placesShown).map(({ at }, i) => [i > 0 && '; ', placeText(at, telling)]),
    seen.length > placesShown && ` and ${counted(seen.length - placesShown, 'more place')}`,
  ];
}
