/**
 * Mining hosts that are nobody's public pool: those that actors ran for themselves, those that a miner's authors are
 * paid through, and those that browser miners spoke to. An actor's own host is a strong link; a donation host is none.
 */
import { maltrail, noCoin, type Provenance, xmrigSource } from './provenance.ts';
import type { PoolRow } from './public-pools.ts';

/** A share of the work goes to the miner's authors. Never an actor's pool. */
export const donationHosts: readonly (readonly [Provenance, readonly PoolRow[]])[] = [
  [
    xmrigSource,
    [
      ['donate.v2.xmrig.com', 'XMRig'],
      ['donate.ssl.xmrig.com', 'XMRig'],
    ],
  ],
  [
    maltrail,
    [
      ['donate.xmrig.com', 'XMRig'],
      ['fee.xmrig.com', 'XMRig'],
      ['donate.graef.in', 'XMRigCC'],
      ['donate2.graef.in', 'XMRigCC'],
    ],
  ],
];

/** Pools and proxies that actors ran, as reports name them; maltrail gives the report beside each. */
export const actorHosts: readonly (readonly [Provenance, readonly PoolRow[]])[] = [
  [
    maltrail,
    [
      ['awgoaigartnj-xmr.com', undefined, 'monero'],
      ['minerxmr.ru', 'Rocke', 'monero'],
      ['monerpool.org', undefined, 'monero'],
      ['myxmr.pw', 'MyKings', 'monero'],
      ['pool.4i7i.com', undefined, 'monero'],
      ['pool.novoline.top', undefined, 'monero'],
      ['pool.usa-138.com', undefined, 'monero'],
      ['xmr.usa-138.com', undefined, 'monero'],
      ['xmr.5b6b7b.ru', 'MyKings', 'monero'],
      ['xmr.hex7e4.ru', undefined, 'monero'],
      ['xmr.bepooh.com', undefined, 'monero'],
      ['xmrf.520fjh.org', undefined, 'monero'],
      ['xmrf.fjhan.club', undefined, 'monero'],
      ['yiluzhuanqian.com', undefined, 'monero'],
    ],
  ],
];

/** Services whose scripts mined in visitors' browsers. */
export const browserHosts: readonly (readonly [Provenance, readonly PoolRow[]])[] = [
  [
    noCoin,
    [
      ['authedmine.com', 'Coinhive', 'monero'],
      ['authedmine.eu', 'Coinhive', 'monero'],
      ['authedwebmine.cz', 'WebMine'],
      ['browsermine.com', 'BrowserMine'],
      ['cashbeet.com', 'CashBeet'],
      ['cloud-miner.de', 'Cloud Miner'],
      ['cloud-miner.eu', 'Cloud Miner'],
      ['cloudcoins.co', 'CloudCoins'],
      ['coin-have.com', 'Coin-Have'],
      ['coinblind.com', 'CoinBlind'],
      ['coinerra.com', 'CoinErra'],
      ['coinhiveproxy.com'],
      ['coinimp.com', 'CoinIMP'],
      ['coinimp.net', 'CoinIMP'],
      ['coinnebula.com', 'Coin Nebula'],
      ['coinpirate.cf', 'CoinPirate'],
      ['cryptaloot.pro', 'Crypto-Loot'],
      ['crypto-loot.com', 'Crypto-Loot'],
      ['cryptoloot.pro', 'Crypto-Loot'],
      ['crypto-webminer.com', 'Crypto Webminer'],
      ['cryptobara.com', 'Cryptobara'],
      ['cryptonoter.com', 'CryptoNoter'],
      ['easyhash.de', 'EasyHash'],
      ['easyhash.io', 'EasyHash'],
      ['freecontent.date', 'CoinIMP'],
      ['freecontent.stream', 'CoinIMP'],
      ['hashing.win', 'CoinIMP'],
      ['hostingcloud.racing', 'CoinIMP'],
      ['jscoinminer.com', 'JSCoinminer'],
      ['jsecoin.com', 'JSEcoin'],
      ['minemytraffic.com', 'MineMyTraffic'],
      ['minescripts.info', 'Minescripts'],
      ['minero-proxy-01.now.sh', 'Minero'],
      ['monerominer.rocks', undefined, 'monero'],
      ['nablabee.com', 'Nablabee', 'nimiq'],
      ['nerohut.com', 'NeroHut', 'monero'],
      ['nfwebminer.com', 'NF WebMiner'],
      ['notmining.org', 'notmining'],
      ['sparechange.io', 'SpareChange'],
      ['swiftmining.win'],
      ['webassembly.stream', 'CoinIMP'],
      ['webmine.cz', 'WebMine'],
      ['webmine.pro', 'WebMine'],
      ['webminepool.com', 'WebMinePool'],
      ['webminerpool.com', 'webminerpool'],
      ['webmining.co', 'WebMining'],
      ['webxmr.com', 'WebXMR', 'monero'],
      ['wp-monero-miner.de', 'WP Monero Miner', 'monero'],
    ],
  ],
  [
    maltrail,
    [
      ['coinhive.com', 'Coinhive', 'monero'],
      ['coin-hive.com', 'Coinhive', 'monero'],
      ['minecrunch.co', 'MineCrunch'],
    ],
  ],
];
