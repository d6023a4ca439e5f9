/**
 * Base addresses under which many unrelated customers hold payment ids: a service's keys (an exchange's or a web
 * wallet's), not an actor's. So the payment id is the account, the base links nobody to anybody, and the service knows
 * its customer.
 * Source: counted by us in Unit 42's list of Monero wallets in malware ("The Rise of the Cryptocurrency Miners", June
 * 2018; github.com/pan-unit42/iocs, MIT): 2,341 strings, of which 235 are valid integrated addresses. Three more bases
 * occur there once each, which says nothing. That a service holds them is our inference; the list names none.
 */
import type { Confidence } from '../../model/finding.ts';
import type { WalletFact } from './wallet-fact.ts';

export interface CustodialBase extends WalletFact {
  /** Integrated addresses that share these keys, of the 235. */
  readonly integratedAddresses: number;
  readonly confidence: Confidence;
}

function base(address: string, integratedAddresses: number, confidence: Confidence): CustodialBase {
  return {
    address,
    integratedAddresses,
    confidence,
    why: `a service's keys, its customers' payment ids: so in ${integratedAddresses} of 235 integrated addresses (inferred, ${confidence} confidence)`,
    source: "counted in Unit 42's list of 2,341 Monero wallets from malware",
    asOf: '2018-06',
  };
}

export const custodialBases: readonly CustodialBase[] = [
  base('429f4CUhzsrGQ71kWhnYoDRffsDZy7m1HUU7MRU4nUMXAHNFBEJhkTZV9HdaL4gfuNBxLPc3BeMkLGaPbF5vWtANH6qQPYG', 116, 'high'),
  base('48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn', 60, 'high'),
  base('484NY3it5MURAP7jbGCZ7vA8XwbBR8DWMU7Bm9FKZqjxQXPPcwMP1kDbK3mtBSdt2c6TmLCPiMSXa39uBiEBwkg4AkPYy1f', 45, 'high'),
  base(
    '4AqqZZMLt5MD2BoEqi64szTFV64R8xz7QPhxgHFeDrrPU5nii5uWGXh128UUYXayQHFUrjojugSByAyf2VHatc9gDtNGUdK',
    11,
    'moderate',
  ),
];
