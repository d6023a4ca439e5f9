/** Addresses at which the authors of mining and wallet software ask for donations: never an actor's own. */
import type { WalletFact } from './wallet-fact.ts';

const asOf = '2026-11';

function asks(whom: string, source: string, addresses: readonly string[]): WalletFact[] {
  return addresses.map((address) => ({ address, why: `donations to ${whom}`, source, asOf }));
}

export const donationWallets: readonly WalletFact[] = [
  ...asks('XMRig', 'github.com/xmrig/xmrig README.md', [
    '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD',
    '1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT',
  ]),
  ...asks('the Monero project', 'monero README.md, Supporting the project', [
    '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H',
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
    '46BeWrHpwXmHDpDEUmZBWZfoQpdc6HaERCNmx1pEYL2rAcuwufPN9rXHHtyUA4QVy66qeFQkn6sfK8aHYjA3jk3o1Bv16em',
    '1KTexdemPdxSBcG55heUuTjDRYqbC5ZL8H',
    '1FhnVJi2V1k4MqXm2nHoEbY5LV7FPai7bb',
  ]),
  ...asks('P2Pool', 'github.com/SChernykh/p2pool README.md', [
    '44MnN1f3Eto8DZYUWuE5XZNUtE3vcRzt2j6PzqWpPau34e6Cf4fAxt6X2MBmrm6F9YMEiMNjN6W4Shn4pLcfNAja621jwyg',
  ]),
  ...asks('the author of RandomX', 'github.com/tevador/RandomX README.md', [
    '845xHUh5GvfHwc2R8DVJCE7BT2sd4YEcmjG8GNSdmeNsP5DTEjXd1CNgxTcjHjiFuthRHAoVEJjM7GyKzQKLJtbd56xbh7V',
  ]),
  ...asks('MoneroOcean', 'github.com/MoneroOcean/nodejs-pool README.md', [
    '89TxfrUmqJJcb1V124WsUzA78Xa3UYHt7Bg8RGMhXVeZYPN8cE5CZEk58Y1m23ZMLHN7wYeJ9da5n5MXharEjrm41hSnWHL',
  ]),
  ...asks('cpuminer-multi', 'github.com/tpruvot/cpuminer-multi README.md', [
    '1FhDPLPpw18X4srecguG3MxJYe4a1JsZnd',
    '472haywQKoxFzf7asaQ4XKBc2foAY4ezk8HiN63ifW4iAbJiLnfmJfhHSR9XmVKw2WYPnszJV9MEHj9Z5WMK9VCNHaGLDmJ',
    '139QWoktddChHsZMWZFxmBva4FM96X2dhE',
  ]),
  ...asks('cpuminer-opt', 'github.com/JayDDee/cpuminer-opt README.md', [
    '12tdvfF7KmAsihBXQXynT6E6th2c2pByTT',
    'DNQdyeLu9DtRfsZCFvy1GfJTwjWJoSWHLh',
  ]),
  ...asks('ccminer', 'github.com/tpruvot/ccminer README.md', ['1AJdfCpLWPNoAMDfHF1wD5y8VgKSSTHxPo']),
  ...asks(
    'the CUDA miners that xmrMiner and ccminer-cryptonight come from',
    'github.com/xmrMiner/xmrMiner-Win64 README.md',
    [
      '43NoJVEXo21hGZ6tDG6Z3g4qimiGdJPE6GRxAmiWwm26gwr62Lqo7zRiCJFSBmbkwTGNuuES9ES5TgaVHceuYc4Y75txCTU',
      '42uasNqYPnSaG3TwRtTeVbQ4aRY3n9jY6VXX3mfgerWt4ohDQLVaBPv3cYGKDXasTUVuLvhxetcuS16ynt85czQ48mbSrWX',
      '1QHH2dibyYL5iyMDk3UN4PVvFVtrWD8QKp',
      '1JHDKp59t1RhHFXsTw2UQpR3F9BBz3R3cs',
      '16hJF5mceSojnTD3ZTUDqdRhDyPJzoRakM',
    ],
  ),
];
