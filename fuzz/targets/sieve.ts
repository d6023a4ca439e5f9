/** The sieve and its twin must say the same of any bytes, whatever an earlier scan left behind. */
import { compilePlan, createSieve, createTwin } from '../../src/sieve/sieve.ts';
import type { FuzzTarget } from '../target.ts';

const capacity = 1 << 18;
const plan = compilePlan({
  anchors: [
    { text: 'xmrig', fold: true },
    { text: 'rx/wow' },
    { text: 'mining.' },
    { text: 'stratum+tcp://', fold: true },
    { text: 'stratum+ssl://' },
    { text: '"donate-level"' },
  ],
  runs: [
    { alphabet: 'base58', shortest: 95 },
    { alphabet: 'base58', shortest: 26, longest: 35, first: '13LMDR' },
    { alphabet: 'bech32', shortest: 42, longest: 64, first: 'bltBLT' },
    { alphabet: 'hex', shortest: 40, longest: 42 },
  ],
  disguised: {
    texts: ['stratum+tcp://', 'xmrig.exe', 'nanopool.', 'abababab'],
    disguises: ['base64', 'base64-utf16le', 'hex', 'reversed', 'xor'],
  },
});
const sieve = createSieve(plan, { capacity });
const twin = createTwin(plan, { capacity });

const seeds = [
  'stratum+tcp://pool.example:3333 XMRig xmrig rx/wow mining.submit "donate-level"',
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD',
  '1BoatSLRHtKNngkdXEeobR76b53LETtpyT bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  'c3RyYXR1bSt0Y3A6Ly94bXJpZy5leGU= 7374726174756D2B7463703A2F2F exe.girmx',
  'rus`utl*ubq;..ylshf/dyd',
];

export const target: FuzzTarget = {
  id: 'sieve',
  seeds: () =>
    seeds.flatMap((seed) => [
      Uint8Array.from(seed, (character) => character.charCodeAt(0)),
      Uint8Array.from(seed.replaceAll(/./g, '$&\0'), (character) => character.charCodeAt(0)),
    ]),
  run: (bytes) => {
    const length = Math.min(bytes.length, capacity);
    sieve.input.set(bytes.subarray(0, length));
    twin.input.set(bytes.subarray(0, length));
    const fast = JSON.stringify(sieve.scan(length, { xor: true }));
    const plain = JSON.stringify(twin.scan(length, { xor: true }));
    if (fast !== plain) throw new Error(`the sieve says ${fast}, its twin ${plain}`);
  },
};
