/**
 * Releases of packages that are known to have brought malware: miners, and what steals keys and coins.
 * Only releases whose numbers their maker, the registry, an advisory or a report names, each with where it says so.
 * Does not hold: the thousands of packages that were made to deceive, which registries remove within days; of them only
 * miners of which a report gives the numbers.
 */
import type { BadRelease } from '../model/machine-payloads.ts';

export interface BadReleaseFact {
  readonly ecosystem: BadRelease['ecosystem'];
  readonly name: string;
  readonly versions: readonly string[];
  /** Day of publication, or of the report. */
  readonly date: string;
  readonly mines: boolean;
  readonly says: string;
  readonly source: string;
}

type Incident = Pick<BadReleaseFact, 'ecosystem' | 'date' | 'mines' | 'says' | 'source'>;

/** Several packages of one incident: `name version version …`. */
function incident(facts: Incident, releases: readonly string[]): BadReleaseFact[] {
  return releases.map((release) => {
    const [name = '', ...versions] = release.split(' ');
    return { ...facts, name, versions };
  });
}

export const badReleases: readonly BadReleaseFact[] = [
  ...incident(
    {
      ecosystem: 'npm',
      date: '2021-10-22',
      mines: true,
      says: 'fetched and started XMRig when it was installed, and on Windows a stealer of passwords',
      source: 'https://github.com/faisalman/ua-parser-js/issues/536',
    },
    ['ua-parser-js 0.7.29 0.8.0 1.0.0'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2021-11-04',
      mines: false,
      says: 'started a stealer of passwords on Windows when it was installed',
      source: 'https://github.com/advisories/GHSA-73qr-pfmq-6rp8',
    },
    ['coa 2.0.3 2.0.4 2.1.1 2.1.3 3.0.1 3.1.3'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2021-11-04',
      mines: false,
      says: 'started a stealer of passwords on Windows when it was installed',
      source: 'https://github.com/advisories/GHSA-g2q5-5433-rhrf',
    },
    ['rc 1.2.9 1.3.9 2.3.9'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2024-12-19',
      mines: true,
      says: 'fetched and started XMRig when it was installed',
      source: 'https://github.com/web-infra-dev/rspack/issues/8767',
    },
    ['@rspack/core 1.1.7', '@rspack/cli 1.1.7'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2024-12-19',
      mines: true,
      says: 'fetched and started XMRig',
      source: 'https://github.com/youzan/vant/discussions/13273',
    },
    ['vant 2.13.3 2.13.4 2.13.5 3.6.13 3.6.14 3.6.15 4.9.11 4.9.12 4.9.13 4.9.14'],
  ),
  ...incident(
    {
      ecosystem: 'pypi',
      date: '2024-12-04',
      mines: true,
      says: 'fetched and started XMRig when it was used',
      source: 'https://github.com/ultralytics/ultralytics/pull/18018',
    },
    ['ultralytics 8.3.41 8.3.42 8.3.45 8.3.46'],
  ),
  ...incident(
    {
      ecosystem: 'pypi',
      date: '2017-08-15',
      mines: true,
      says: 'fetched and started a miner of Monero when it was installed',
      source: 'https://github.com/pypi/legacy/issues/684',
    },
    ['smb 3.1.0'],
  ),
  ...incident(
    {
      ecosystem: 'pypi',
      date: '2026-09-09',
      mines: false,
      says: 'fetched and started, when it was used, a program that mines by what its own comments say',
      source: 'https://github.com/ossf/malicious-packages/pull/1522',
    },
    ['faiss-cpu-avx512 1.9.0 1.9.1 1.9.2 1.9.3 1.9.4 1.9.5 1.9.6 1.9.7'],
  ),
  ...incident(
    {
      ecosystem: 'rubygems',
      date: '2019-08-19',
      mines: true,
      says: 'held mining software and code that read the credentials for RubyGems',
      source: 'https://github.com/rubygems/rubygems.org/issues/2097',
    },
    [
      'awesome-bot 1.18.0',
      'blockchain_wallet 0.0.7',
      'capistrano-colors 0.5.5',
      'coming-soon 0.2.8',
      'doge-coin 1.0.2',
    ],
  ),
  ...incident(
    {
      ecosystem: 'rubygems',
      date: '2019-08-14',
      mines: false,
      says: 'fetched code in production and ran it, which reportedly mined',
      source: 'https://github.com/rest-client/rest-client/issues/713',
    },
    ['rest-client 1.6.10 1.6.11 1.6.12 1.6.13'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2018-07-12',
      mines: false,
      says: 'sent the token for npm away when it was installed',
      source: 'https://github.com/eslint/eslint-scope/issues/39',
    },
    ['eslint-scope 3.7.2'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2018-10-05',
      mines: false,
      says: 'stole coins from a wallet program that was built with it',
      source: 'https://github.com/dominictarr/event-stream/issues/116',
    },
    ['event-stream 3.3.6', 'flatmap-stream 0.1.1'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2024-10-30',
      mines: false,
      says: 'asked visitors of web pages to connect their wallets, and emptied them',
      source: 'https://github.com/airbnb/lottie-web/issues/3127',
    },
    ['@lottiefiles/lottie-player 2.0.5 2.0.6 2.0.7'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2024-12-03',
      mines: false,
      says: 'sent private keys of wallets away',
      source: 'https://github.com/advisories/GHSA-jcxm-7wvp-g6p5',
    },
    ['@solana/web3.js 1.95.6 1.95.7'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2025-07-18',
      mines: false,
      says: 'loaded a library with malware on Windows when it was installed',
      source: 'https://github.com/prettier/eslint-config-prettier/issues/339',
    },
    ['eslint-config-prettier 8.10.1 9.1.1 10.1.6 10.1.7', 'eslint-plugin-prettier 4.2.2 4.2.3'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2025-08-26',
      mines: false,
      says: 'sent keys, tokens and wallets to a public repository when it was installed',
      source: 'https://github.com/nrwl/nx/security/advisories/GHSA-cxm3-wv7p-598c',
    },
    [
      'nx 20.9.0 20.10.0 20.11.0 20.12.0 21.5.0 21.6.0 21.7.0 21.8.0',
      '@nx/devkit 20.9.0 21.5.0',
      '@nx/js 20.9.0 21.5.0',
      '@nx/node 20.9.0 21.5.0',
      '@nx/workspace 20.9.0 21.5.0',
      '@nx/eslint 21.5.0',
      '@nx/enterprise-cloud 3.2.0',
      '@nx/key 3.2.0',
    ],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2025-09-08',
      mines: false,
      says: 'changed the receiver of payments in coins within browsers',
      source: 'https://github.com/debug-js/debug/issues/1005',
    },
    [
      'debug 4.4.2',
      'chalk 5.6.1',
      'ansi-styles 6.2.2',
      'ansi-regex 6.2.1',
      'strip-ansi 7.1.1',
      'supports-color 10.2.1',
      'wrap-ansi 9.0.1',
      'slice-ansi 7.1.1',
      'color 5.0.1',
      'color-convert 3.1.1',
      'color-name 2.0.1',
      'color-string 2.1.1',
      'simple-swizzle 0.2.3',
      'is-arrayish 0.3.3',
      'error-ex 1.3.3',
      'has-ansi 6.0.1',
      'chalk-template 1.1.1',
      'supports-hyperlinks 4.1.1',
      'backslash 0.2.1',
    ],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2025-09-15',
      mines: false,
      says: 'sent tokens and keys away when it was installed, and put itself into other packages',
      source: 'https://github.com/scttcper/tinycolor/issues/256',
    },
    ['@ctrl/tinycolor 4.1.1 4.1.2'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2025-09-15',
      mines: false,
      says: 'sent tokens and keys away when it was installed, and put itself into other packages',
      source: 'https://github.com/github/advisory-database/issues/6140',
    },
    [
      'ngx-bootstrap 18.1.4 19.0.3 19.0.4 20.0.3 20.0.4 20.0.5 20.0.6',
      'ng2-file-upload 7.0.2 7.0.3 8.0.1 8.0.2 8.0.3 9.0.1',
    ],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2026-03-31',
      mines: false,
      says: 'let somebody from afar into the machine that installed it',
      source: 'https://github.com/axios/axios/issues/10597',
    },
    ['axios 0.30.4 1.14.1'],
  ),
  ...incident(
    {
      ecosystem: 'pypi',
      date: '2026-03-24',
      mines: false,
      says: 'sent keys and credentials away, 1.82.8 whenever Python started',
      source: 'https://github.com/BerriAI/litellm/issues/24518',
    },
    ['litellm 1.82.7 1.82.8'],
  ),
  ...incident(
    {
      ecosystem: 'npm',
      date: '2026-04-07',
      mines: false,
      says: 'fetched a script and ran it as soon as it was loaded',
      source: 'https://github.com/VeloraDEX/sdk/issues/233',
    },
    ['@velora-dex/sdk 9.4.1'],
  ),
];

const byName = new Map<string, BadReleaseFact>(badReleases.map((fact) => [`${fact.ecosystem} ${fact.name}`, fact]));

/** What is known of a release. Names of Python packages in any of their spellings. */
export function badRelease(
  ecosystem: BadRelease['ecosystem'],
  name: string,
  version: string,
): BadReleaseFact | undefined {
  const plain = ecosystem === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;
  const fact = byName.get(`${ecosystem} ${plain}`);
  return fact?.versions.includes(version) ? fact : undefined;
}
