/**
 * What is mined where only one coin is, by the name of the algorithm as miners and pools write it. Left out on purpose:
 * rx/0 (Monero and several others), cn/r, kawpow, ghostrider, ethash, sha256d, scrypt, which many coins share.
 * Source: XMRig 6.26.0, doc/ALGORITHMS.md, as of 2026-11-23: the coin that each was made for. Another may take one over.
 */

const coins: ReadonlyMap<string, string> = new Map([
  ['rx/wow', 'wownero'],
  ['rx/arq', 'arqma'],
  ['rx/sfx', 'safex'],
  ['rx/graft', 'graft'],
  ['rx/keva', 'kevacoin'],
  ['rx/yada', 'yadacoin'],
  ['cn/ccx', 'conceal'],
  ['cn/upx2', 'uplexa'],
  ['cn/zls', 'zelerius'],
  ['cn/double', 'x-cash'],
  ['cn/rto', 'arto'],
  ['cn/xao', 'alloy'],
  ['cn-heavy/tube', 'bittube'],
  ['cn-heavy/xhv', 'haven'],
]);

/** Lower-case name of the coin, as wallets have it. */
export function onlyCoinOf(algorithm: string): string | undefined {
  return coins.get(algorithm.toLowerCase());
}
