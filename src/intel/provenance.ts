/** Where a fact of ours comes from, and when it held. */
export interface Provenance {
  readonly source: string;
  /** ISO date: the source's own where it has one, else the day it was read. */
  readonly asOf: string;
}

export const maltrail: Provenance = {
  source: 'maltrail, trails/static/suspicious/crypto_mining.txt (MIT): https://github.com/stamparm/maltrail',
  asOf: '2026-11-23',
};
export const noCoin: Provenance = {
  source: 'NoCoin filter list 227 (MIT): https://github.com/hoshsadiq/adblock-nocoin-list',
  asOf: '2025-11-10',
};
export const sigmaPools: Provenance = {
  source: 'SigmaHQ, net_connection_win_domain_crypto_mining_pools: https://github.com/SigmaHQ/sigma',
  asOf: '2026-07-24',
};
export const sigmaNames: Provenance = {
  source: 'SigmaHQ, zeek_dns_mining_pools, after Azure Sentinel: https://github.com/SigmaHQ/sigma',
  asOf: '2022-07-07',
};
export const xmrigSource: Provenance = {
  source: 'XMRig 6.26.0, its source and documentation: https://github.com/xmrig/xmrig',
  asOf: '2026-11-23',
};
export const stratumNotes: Provenance = {
  source: 'Stratum as pools and miners publish it: https://en.bitcoin.it/wiki/Stratum_mining_protocol',
  asOf: '2026-11-23',
};
export const minerProjects: Provenance = {
  source: "the miners' own repositories and command-line help",
  asOf: '2026-11-23',
};
export const moneroDocumentation: Provenance = {
  source: "Monero's documentation of monerod's RPC, its examples: https://docs.getmonero.org/rpc-library/monerod-rpc/",
  asOf: '2026-11-23',
};
export const coinMetrics: Provenance = {
  source: 'Coin Metrics, community network data, xmr.csv: https://github.com/coinmetrics/data',
  asOf: '2026-11-23',
};
export const cryptoNightStandard: Provenance = {
  source: 'CryptoNote Standard 008, CryptoNight Hash Function: https://cryptonote.org/cns/cns008.txt',
  asOf: '2013-03-01',
};
export const randomXSource: Provenance = {
  source: 'RandomX 1.2, its specification and source: https://github.com/tevador/RandomX',
  asOf: '2026-11-23',
};
