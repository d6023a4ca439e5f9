import type { Expected } from '../../tests/fixture.ts';
import {
  type AssessorFixture,
  config2018,
  donationAddress,
  makeCase,
  session,
  wallet2018,
} from '../../tests/make-case.ts';
import { built2018, from, prices, record, records2018 } from './money/records.fixture.ts';

const donation = {
  kind: 'wallet',
  value: {
    coin: 'monero',
    network: 'mainnet',
    type: 'standard',
    address: donationAddress,
    checksumValid: true,
    known: 'donation',
  },
} as const;

/** XMRig's donation address, taken here for a wallet that is on no list. */
const wallet: Expected = {
  kind: 'wallet',
  value: { coin: 'monero', network: 'mainnet', type: 'standard', address: donationAddress, checksumValid: true },
};

const configured: Expected = {
  kind: 'mining-config',
  value: {
    pools: [{ host: 'pool.example', port: 3333, login: donationAddress, wallet: donationAddress, worker: 'web-7' }],
    source: 'json',
  },
};

/** The first output of the first block: everybody's example, and on no list of ours. */
const bitcoin: Expected = {
  kind: 'wallet',
  value: { coin: 'bitcoin', type: 'p2pkh', address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', checksumValid: true },
};

export const fixture: AssessorFixture = {
  cases: [
    {
      name: 'pays nobody where nothing mines',
      evidence: makeCase(undefined, []),
      tells: ['Nothing here is set to pay'],
    },
    {
      name: 'takes the payment id for the account and sends the analyst to the service',
      evidence: makeCase('configured', [config2018, wallet2018]),
      tells: [
        'To one Monero account, 4JUdGzvr… (payment id 4464313cf611b3b8), to be mined through barjuok.ryongnamsan.edu.kp.',
        "It is likely a customer's account at a service",
        'it links nobody to anybody',
        'Monero hides sender, receiver and amount',
        'Ask the service behind base 48mxGC7M… who holds payment id 4464313cf611b3b8',
        'Ask public pools what they paid',
      ],
    },
    {
      name: 'does not take a donation to the miner for the actor',
      evidence: makeCase('active', [session, donation]),
      tells: ['only wallets here are donation or example addresses', "the software's and not the actor's"],
      never: ['Ask public pools'],
    },
    {
      name: 'takes the account and a separate payment id from the login that was seen on the wire',
      evidence: {
        ...makeCase('active', [
          session,
          {
            kind: 'mining-config',
            value: {
              pools: [
                {
                  host: '198.51.100.7',
                  login: `${donationAddress}.cb2b.rig`,
                  wallet: donationAddress,
                  paymentId: 'cb2b',
                },
              ],
              source: 'wire',
            },
          },
        ]),
      },
      tells: ['To 1 login (48edfHu7…)', 'A payment id stands beside the address (cb2b)'],
    },
    {
      name: 'says that a plain login names no wallet',
      evidence: makeCase('configured', [
        { kind: 'mining-config', value: { pools: [{ host: 'pool.example', login: 'someone.rig1' }], source: 'argv' } },
      ]),
      tells: ['To 1 login (someone.rig1)', 'Ask the pool which wallet this login is paid to'],
    },
    {
      name: 'keeps a wallet in a text apart from one that is mined for',
      evidence: makeCase('mention', [wallet2018]),
      tells: ['Nothing here is set to pay an account', '1 wallet address stands in this input without anything'],
      never: ['Ask the service'],
    },
    {
      name: 'tells of the 2018 account what four pools recorded, as a lower bound, and since when',
      evidence: makeCase('configured', [config2018, wallet2018, built2018, ...records2018]),
      tells: [
        "2 pools paid it 98.06 XMR or more, and 2 more saw it mined for; it was in use by 2017-10-03, 12 weeks before the file's own date (which is easily set).",
        'This is a lower bound',
        'if that is true, it was not made for this file',
        'the evidence has no table of prices of the time',
        'Ask the service behind base 48mxGC7M… who holds payment id 4464313cf611b3b8',
        '4 pools were asked',
      ],
    },
    {
      name: 'turns coins into money by a dated table alone, and as a range',
      evidence: makeCase('configured', [
        config2018,
        wallet2018,
        ...records2018,
        prices({ '2017-10-03': 90, '2018-01-07': 470, '2018-08-17': 95 }),
      ]),
      tells: [
        'between 8,825 and 46,089 USD',
        'price of the 3 days that the table has from 2017-10-03 to 2018-08-17',
        'prices: a price table',
      ],
      never: ['12 weeks before'],
    },
    {
      name: 'keeps both of two records that contradict one another and reckons with the lower',
      evidence: makeCase('configured', [
        config2018,
        wallet2018,
        record('nanopool', { paid: 90, asked: '2018-01-01' }, 'one'),
        record('nanopool', { paid: 40, asked: '2018-02-01' }, 'another'),
      ]),
      tells: ['40.00 XMR or more', 'contradict one another (40.00 XMR and 90.00 XMR)', 'the lowest is reckoned with'],
    },
    {
      name: 'says that pools which were asked know nothing',
      evidence: makeCase('configured', [configured, wallet, record('p', { address: donationAddress, paid: 0 })]),
      tells: ['1 pool was asked and knew of no mining for it.'],
      never: ['lower bound'],
    },
    {
      name: 'leaves records of other accounts aside and says so',
      evidence: makeCase('configured', [configured, wallet, record('nanopool', { paid: 9 })]),
      tells: ['Left aside: 1 pool record of accounts that nothing here is set to pay (4JUdGzvr…).'],
      never: ['recorded at least'],
    },
    {
      name: 'tells a wallet and the parts of its login, and does not claim to know whose it is',
      evidence: makeCase('configured', [configured, wallet]),
      tells: [
        'To one Monero wallet, 48edfHu7…, to be mined through pool.example. Whose it is cannot be told from this.',
        'The address itself is certain',
        'at pool.example:3333; worker web-7',
        'Ask public pools what they paid to 48edfHu7…',
      ],
      never: ['likely a wallet'],
    },
    {
      name: 'takes the account of the actor for the main one beside a donation, and tells both',
      evidence: makeCase('active', [session, donation, config2018, wallet2018]),
      tells: [
        'To one Monero account, 4JUdGzvr… (payment id 4464313cf611b3b8), mined through barjuok.ryongnamsan.edu.kp.',
        "It is likely a customer's account at a service",
        '48edfHu7… is a donation address',
      ],
    },
    {
      name: 'says which coins keep their payments in public, and asks the pool that is mined at',
      evidence: makeCase('configured', [
        configured,
        wallet,
        bitcoin,
        {
          kind: 'mining-config',
          value: {
            pools: [{ host: 'xmr-eu1.nanopool.org', login: donationAddress, wallet: donationAddress }],
            source: 'argv',
          },
        },
      ]),
      tells: [
        'To 2 accounts (Monero and Bitcoin)',
        'Whose it is cannot be told from this.',
        'Bitcoin keeps every payment in public',
        'Ask Nanopool and other public pools',
      ],
    },
    {
      name: 'tells a sum that an analyst wrote down as it is, with its grade',
      evidence: makeCase('configured', [
        config2018,
        wallet2018,
        ...records2018,
        {
          kind: 'fact',
          value: {
            item: 'sum',
            says: 'Together that is about 17,141 USD.',
            subject: 'paid to the account, all pools',
            provenance: from('a data set'),
          },
        },
      ]),
      tells: ['Together that is about 17,141 USD. So says: a data set (graded B2).'],
      never: ['What that was worth is not said'],
    },
    {
      name: 'tells records of accounts that nothing is set to pay where nothing pays at all',
      evidence: makeCase('mention', [record('nanopool', { paid: 9 })]),
      tells: ['Nothing here is set to pay an account', 'Left aside: 1 pool record'],
    },
  ],
};
