/** What is publicly known of an address. It says who it is not, seldom who it is. */
import type { Wallet } from '../../model/payloads.ts';
import { custodialBases } from './custodial-bases.ts';
import { donationWallets } from './donation-wallets.ts';
import { exampleWallets } from './example-wallets.ts';
import type { WalletFact } from './wallet-fact.ts';

export interface KnownWallet {
  readonly known: NonNullable<Wallet['known']>;
  readonly why: string;
  readonly source: string;
  readonly asOf: string;
}

const facts = new Map<string, KnownWallet>();
for (const [known, wallets] of [
  ['example', exampleWallets],
  ['donation', donationWallets],
  ['custodial', custodialBases],
] as const satisfies readonly (readonly [KnownWallet['known'], readonly WalletFact[]])[])
  for (const { address, why, source, asOf } of wallets) facts.set(address, { known, why, source, asOf });

/** Looks an address up by itself and by its base, so that each payment id under a known account is known, too. */
export function knownWallet({
  address,
  base,
  type,
}: Pick<Wallet, 'address' | 'base' | 'type'>): KnownWallet | undefined {
  const written = type.startsWith('bech32') ? address.toLowerCase() : address;
  return facts.get(written) ?? (base === undefined ? undefined : facts.get(base));
}
