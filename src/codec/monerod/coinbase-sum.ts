/**
 * How many coins a run of blocks made, out of a recorded answer of monerod's `get_coinbase_tx_sum`. The answer does not
 * say of which blocks: that stands in the question.
 * Source: https://docs.getmonero.org/rpc-library/monerod-rpc/#get_coinbase_tx_sum
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { fieldsOf, wideOf } from './fields.ts';

export interface CoinbaseSum {
  /** Atomic units that the blocks made. */
  readonly emission: bigint;
  /** Atomic units of fees that their miners got on top. */
  readonly fees: bigint;
}

export function readCoinbaseSum(answer: unknown): Result<CoinbaseSum> {
  const envelope = fieldsOf(answer);
  const result = fieldsOf(envelope?.['result']) ?? envelope;
  if (result === undefined || !('emission_amount' in result)) return notThisFormat;
  const emission = wideOf(result, 'emission_amount');
  const fees = wideOf(result, 'fee_amount');
  if (emission === undefined) return malformed(0, 'emission_amount is no whole number');
  if (fees === undefined) return malformed(0, 'fee_amount is no whole number');
  return ok({ emission, fees });
}
