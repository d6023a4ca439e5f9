/** Something that is publicly known of one address. */
export interface WalletFact {
  /** As written in its source; for a Monero account, its standard address or a subaddress. */
  readonly address: string;
  /** One line for a person. */
  readonly why: string;
  /** Where it is written: a repository and file, or a published list. */
  readonly source: string;
  /** When the source was published or looked up: YYYY-MM-DD or YYYY-MM. */
  readonly asOf: string;
}
