import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { encodeCryptoNoteAddress } from '../../codec/address/cryptonote.ts';

const donation = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const subaddress = '8AFCaKMr2QT6XW5TwcczAcTr8ELFkyhXuGAGdjx8rFfrU2mdKEwVu2511rX1npsYNeND2muvWpMJe7AGYzEaQzDwA5oaNyV';
const case2018 =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const base2018 = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
/** Made from the bytes 0 to 63 as keys. */
const wownero = encodeCryptoNoteAddress(
  4146,
  Uint8Array.from({ length: 64 }, (_, i) => i),
);

const utf16 = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((character) => [character.charCodeAt(0), 0]));

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a login with worker and difficulty',
      input: `"user": "${subaddress}.worker+10000"`,
      expect: [
        { kind: 'wallet', value: { coin: 'monero', type: 'subaddress', address: subaddress, checksumValid: true } },
      ],
    },
    {
      name: "the 2018 installer's argument, in UTF-16LE",
      input: utf16(`-o barjuok.ryongnamsan.edu.kp:5615 -u ${case2018} -p KJU`),
      expect: [
        {
          kind: 'wallet',
          value: {
            coin: 'monero',
            network: 'mainnet',
            type: 'integrated',
            address: case2018,
            base: base2018,
            paymentId: '4464313cf611b3b8',
            known: 'custodial',
          },
        },
      ],
    },
    {
      name: 'strings that a compiler glued together, and a length byte that is a letter',
      input: `stratumJobs${donation}correct\0j${case2018}\0`,
      expect: [
        { kind: 'wallet', value: { address: donation, known: 'donation' } },
        { kind: 'wallet', value: { address: case2018 } },
      ],
    },
    {
      name: 'coins other than Monero',
      input: [
        wownero,
        'btc=1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT',
        'DNQdyeLu9DtRfsZCFvy1GfJTwjWJoSWHLh.rig',
        'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
        '"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"',
      ].join('\n'),
      expect: [
        { kind: 'wallet', value: { coin: 'wownero', type: 'standard', address: wownero } },
        { kind: 'wallet', value: { coin: 'bitcoin', type: 'p2pkh', known: 'donation' } },
        { kind: 'wallet', value: { coin: 'dogecoin', type: 'p2pkh' } },
        { kind: 'wallet', value: { coin: 'bitcoin', type: 'bech32', known: 'example' } },
        {
          kind: 'wallet',
          value: { coin: 'ethereum', type: 'account', otherCoins: ['ethereum-classic', 'ethereum-pow'] },
        },
      ],
    },
  ],
  silent: [
    { name: 'one character changed', input: `-u ${donation.replace(/D$/, 'E')} -p x` },
    { name: 'one character lost', input: `-u ${donation.slice(1)} -p x` },
    { name: 'an expression that finds wallets', input: '/4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}/ YOUR_WALLET_ADDRESS' },
    { name: 'a hash in hex', input: '0024e32c0199ded445c0b968601f21cc92fc0c534d2642f2dd64c1c978ff01f3' },
    {
      name: 'an Ethereum address in one case, which nothing checks',
      input: '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
    },
    { name: 'mixed case that is not by EIP-55', input: '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' },
    { name: 'long names in code', input: 'MaximumNumberOfThreadsPerCore1 getElementsByClassNameFromTree' },
  ],
};
