/** Which coin, network and type each CryptoNote address tag means, and where that is written. */

export interface CryptoNoteTag {
  readonly tag: number;
  readonly coin: string;
  readonly network: 'mainnet' | 'testnet' | 'stagenet';
  readonly type: 'standard' | 'integrated' | 'subaddress';
  /** Coins that took the same tag over. */
  readonly otherCoins?: readonly string[];
}

function coin(
  name: string,
  network: CryptoNoteTag['network'],
  [standard, integrated, subaddress]: readonly [number, number, number],
): CryptoNoteTag[] {
  return [
    { tag: standard, coin: name, network, type: 'standard' },
    { tag: integrated, coin: name, network, type: 'integrated' },
    { tag: subaddress, coin: name, network, type: 'subaddress' },
  ];
}

export const cryptoNoteTags: readonly CryptoNoteTag[] = [
  // monero src/cryptonote_config.h
  ...coin('monero', 'mainnet', [18, 19, 42]),
  ...coin('monero', 'testnet', [53, 54, 63]),
  ...coin('monero', 'stagenet', [24, 25, 36]),
];

const byTag = new Map(cryptoNoteTags.map((tag) => [tag.tag, tag]));

export function cryptoNoteTag(tag: number): CryptoNoteTag | undefined {
  return byTag.get(tag);
}
