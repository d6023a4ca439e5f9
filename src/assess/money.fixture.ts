import {
  type AssessorFixture,
  config2018,
  donationAddress,
  makeCase,
  session,
  wallet2018,
} from '../../tests/make-case.ts';

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
        "one customer's Monero account at a service (payment id 4464313cf611b3b8)",
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
  ],
};
