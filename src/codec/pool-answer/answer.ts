/** What a pool's recorded answer says, whatever its form. */

/** Amounts are in whole coins, hash rates in hashes a second, times in ISO 8601 UTC; the names are those of a PoolRecord. */
export interface PoolAnswer {
  /** The form that was read. */
  readonly shape: string;
  /** Paid out until then. */
  readonly paid?: number;
  /** How many payments that was. */
  readonly payments?: number;
  /** Single payments; a pool may list the latest alone. */
  readonly listed?: ListedPayment[];
  /** Earned and not paid yet. */
  readonly due?: number;
  readonly hashRate?: number;
  readonly workers?: string[];
  readonly firstShare?: string;
  readonly lastShare?: string;
}

export interface ListedPayment {
  amount: number;
  time: string;
  transaction?: string;
}

/** What was asked, of whom. */
export interface Asked {
  /** The pool's name or host. */
  readonly pool: string;
  /** Lower case: `monero`. */
  readonly coin: string;
  readonly address: string;
}
