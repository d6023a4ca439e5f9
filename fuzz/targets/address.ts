/** Reading an address never throws; what it reads stands by itself, and its base is a standard address. */
import { readAddress } from '../../src/codec/address/address.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD',
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS',
  '1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT',
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
];

export const target: FuzzTarget = {
  id: 'address',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder('latin1').decode(bytes);
    const read = readAddress(text);
    if (read.status === 'malformed' && (read.at < 0 || read.at > text.length)) throw new Error(`at ${read.at}`);
    if (read.status !== 'ok') return;
    if (read.value.address !== text) throw new Error('reads another text than it was given');
    if (read.value.base === undefined) return;
    const base = readAddress(read.value.base);
    if (base.status !== 'ok' || base.value.type !== 'standard') throw new Error('the base is no standard address');
  },
};
