/**
 * Texts whose presence under a disguise (base64, hex, reversed, a key byte) is worth undoing it. Found openly they say
 * little or are found by others; nobody hides them without a reason. They claim nothing: what stands in the undone text
 * is for the extractors. Rare when hidden: in 7.7 GB of ordinary files (/usr and the packages of this project) two were
 * met, a script and a program that stand there in base64 indeed (`node dist/bench/disguises.js count`).
 */
import { type Provenance, stratumNotes, xmrigSource } from './provenance.ts';
import { publicPools } from './public-pools.ts';

export interface DisguisedText extends Provenance {
  /** As it stands; printable ASCII of 7 characters or more. Under a key byte 8 are needed. */
  readonly text: string;
}

function texts(provenance: Provenance, ...list: string[]): DisguisedText[] {
  return list.map((text) => ({ text, ...provenance }));
}

const attack = (technique: string): Provenance => ({
  source: `MITRE ATT&CK ${technique}: https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`,
  asOf: '2026-11-23',
});

const portableExecutable: Provenance = {
  source: 'the MS-DOS stub of the PE format: https://learn.microsoft.com/en-us/windows/win32/debug/pe-format',
  asOf: '2026-11-23',
};

/** A miner's configuration, its command line and what it says to a pool. */
const mining: readonly DisguisedText[] = [
  ...texts(stratumNotes, 'stratum+tcp://', 'stratum+ssl://', 'stratum+tls://', 'stratum2+tcp://', 'daemon+http://'),
  ...texts(stratumNotes, 'mining.subscribe', 'mining.authorize', '"method":"login"', '"method": "login"'),
  ...texts(xmrigSource, 'donate-level', 'donate_level', 'donate-over-proxy', 'max-threads-hint', 'max-cpu-usage'),
  ...texts(xmrigSource, '--rig-id', '--nicehash', '--coin=monero', '--coin monero', '--algo=rx/0', '--keepalive'),
  ...texts(xmrigSource, '"rig-id":', '"pools":', '"randomx":', '"nicehash":', '"keepalive":', '"tls-fingerprint":'),
  ...texts(xmrigSource, 'xmrig.exe', '/xmrig-', 'xmrig.tar', 'xmrig.json', './xmrig', 'xmrig-proxy', 'cryptonight'),
  ...texts(xmrigSource, 'WinRing0x64', 'hugepages-1048576kB'),
];

/** How a script begins, fetches, unwraps and stays. */
const scripts: readonly DisguisedText[] = [
  ...texts(attack('T1059.004'), '#!/bin/sh', '#!/bin/bash', '#!/usr/bin/env bash'),
  ...texts(attack('T1105'), 'curl -fsSL http', 'curl -s http', 'wget -q -O', 'wget -qO- http', 'wget http'),
  ...texts(attack('T1053.003'), '/etc/cron.d/', 'crontab -r', 'crontab -l', '/var/spool/cron'),
  ...texts(attack('T1574.006'), '/etc/ld.so.preload'),
  ...texts(attack('T1543.002'), '/etc/systemd/system/', 'systemctl enable'),
  ...texts(attack('T1098.004'), '.ssh/authorized_keys'),
  ...texts(attack('T1140'), 'base64 -d', 'base64 --decode', 'FromBase64String', 'base64.b64decode'),
  ...texts(attack('T1059.001'), 'powershell', 'Net.WebClient', 'DownloadString', 'DownloadFile(', 'Invoke-WebRequest'),
  ...texts(attack('T1059.001'), 'Invoke-Expression', 'Start-Process', '-WindowStyle Hidden', '-ExecutionPolicy'),
  ...texts(attack('T1053.005'), 'schtasks /create', 'Register-ScheduledTask'),
  ...texts(attack('T1562.001'), 'Add-MpPreference', 'Set-MpPreference'),
  ...texts(attack('T1489'), 'pkill -f', 'killall -9', 'taskkill /f'),
];

const programs: readonly DisguisedText[] = texts(portableExecutable, 'This program cannot be run in DOS mode');

/**
 * Public pools for Monero or for many coins whose operator is known, by the name that their domains share: `hashvault.`
 * is that of six.
 */
function poolNames(): DisguisedText[] {
  const names = publicPools.flatMap(([provenance, rows]) =>
    rows
      .filter(([, operator, coin]) => operator !== undefined && (coin === undefined || coin === 'monero'))
      .map(([domain]) => ({ text: domain.slice(0, domain.lastIndexOf('.') + 1), ...provenance })),
  );
  return names.filter(({ text }, i) => text.length >= 7 && names.findIndex((name) => name.text === text) === i);
}

export const disguisedTexts: readonly DisguisedText[] = [...mining, ...scripts, ...programs, ...poolNames()];

/** The texts alone. */
export const hiddenTexts: readonly string[] = disguisedTexts.map(({ text }) => text);
