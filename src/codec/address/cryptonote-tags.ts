/** Which coin, network and type each CryptoNote address tag means, and where that is written. */

export interface CryptoNoteTag {
  readonly tag: number;
  readonly coin: string;
  readonly network: 'mainnet' | 'testnet' | 'stagenet';
  readonly type: 'standard' | 'integrated' | 'subaddress';
  /** Coins that took the same tag over. */
  readonly otherCoins?: readonly string[];
}

const types = ['standard', 'integrated', 'subaddress'] as const;

/** Tags in the order standard, integrated, subaddress; the last ones may be lacking. */
function tags(
  coin: string,
  network: CryptoNoteTag['network'],
  values: readonly number[],
  otherCoins?: readonly string[],
): CryptoNoteTag[] {
  return types.flatMap((type, i) => {
    const tag = values[i];
    return tag === undefined ? [] : [{ tag, coin, network, type, ...(otherCoins && { otherCoins }) }];
  });
}

// Sources, as of 2026: each project's src/cryptonote_config.h where no other is named; `xmrig` is XMRig's
// src/base/tools/cryptonote/WalletAddress.cpp. Test networks only where miners are seen on them: Monero's.
export const cryptoNoteTags: readonly CryptoNoteTag[] = [
  ...tags('monero', 'mainnet', [18, 19, 42]),
  ...tags('monero', 'testnet', [53, 54, 63], ['wownero']),
  ...tags('monero', 'stagenet', [24, 25, 36], ['wownero']),
  ...tags('wownero', 'mainnet', [4146, 6810, 12208]), // also xmrig
  ...tags('aeon', 'mainnet', [0xb2, 0x2733, 0x06b8]),
  ...tags('arqma', 'mainnet', [0x2cca, 0x116bc7, 0x6847]), // xmrig
  ...tags('conceal', 'mainnet', [0x7ad4]), // conceal-core, src/CryptoNoteConfig.h
  ...tags('graft', 'mainnet', [0x5a, 0x5b, 0x66]), // xmrig
  ...tags('haven', 'mainnet', [0x5af4, 0xcd774, 0x12d974]),
  ...tags('masari', 'mainnet', [28, 29]),
  ...tags('oxen', 'mainnet', [114, 115, 116]), // loki until 2021
  ...tags('salvium', 'mainnet', [0x3ef318, 0x55ef318, 0xf5ef318]), // its addresses before Carrot
  ...tags('sumokoin', 'mainnet', [0x2bb39a, 0x29339a, 0x8319a]), // xmrig
  ...tags('turtlecoin', 'mainnet', [3914525]), // turtlecoin-docs, forking guide; its integrated form is not read
  ...tags('zephyr', 'mainnet', [0x3d58c0, 0x331d40, 0x351f40]),
];

const byTag = new Map(cryptoNoteTags.map((tag) => [tag.tag, tag]));

export function cryptoNoteTag(tag: number): CryptoNoteTag | undefined {
  return byTag.get(tag);
}
