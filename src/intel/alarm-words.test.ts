import { describe, expect, it } from 'vitest';
import { isMinerAgent, isMiningAlarm } from './alarm-words.ts';

describe('an alarm about mining', () => {
  it.each([
    ['ET COINMINER Cryptocurrency Miner Checkin', ''],
    ['ET INFO Observed DNS Query to Coin-Mining Domain', ''],
    ['Something observed', 'Crypto Currency Mining Activity Detected'],
    ['CryptoMining::Miner_Found', ''],
    ['ET POLICY Monero Mining Pool DNS Lookup', 'Potential Corporate Privacy Violation'],
    ['ET MALWARE CoinMiner Known Malicious Stratum Authline', 'A Network Trojan was detected'],
    ['XMRig user agent', ''],
  ])('is %s (%s)', (signature, category) => {
    expect(isMiningAlarm(signature, category)).toBe(true);
  });
  it.each([
    ['ET INFO NTP stratum 16', 'Misc activity'],
    ['ET INFO Cryptocurrency Exchange Domain in TLS SNI', 'Misc activity'],
    ['ET SCAN Data Mining Bot', 'Attempted Information Leak'],
    ['Determined probe', ''],
  ])('is not %s (%s)', (signature, category) => {
    expect(isMiningAlarm(signature, category)).toBe(false);
  });
});

describe('a program that calls itself a miner', () => {
  it('does so at the beginning', () => {
    const agents = ['XMRig/6.21.0 (Linux x86_64)', 'cpuminer/2.5.1', 'Mozilla/5.0 (xmrig)', 'adminer/4', ''];
    expect(agents.map(isMinerAgent)).toEqual([true, true, false, false, false]);
  });
});
