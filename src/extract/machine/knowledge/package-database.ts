/** What every database of installed packages answers, whichever system it belongs to. */

import type { PackageFile } from '../../../model/machine-payloads.ts';
import type { MachineMiss } from '../../../model/machine-units.ts';

export type PackageManager = 'dpkg' | 'apk' | 'rpm' | 'pacman';

export interface InstalledPackage {
  readonly package: string;
  readonly version?: string;
  readonly manager: PackageManager;
  /** Milliseconds since 1970: when it was installed or upgraded last, as its database tells. */
  readonly installed?: number;
}

export interface ExpectedContent {
  readonly algorithm: PackageFile['algorithm'];
  /** Hexadecimal, lower case. */
  readonly digest: string;
  /** An administrator may edit it: a difference says nothing. */
  readonly configuration: boolean;
}

export interface PackageDatabase {
  readonly manager: PackageManager;
  /** What its digests are made with. */
  readonly algorithms: readonly ExpectedContent['algorithm'][];
  /** How many packages it lists. */
  readonly packages: number;
  /** How many paths it lists, folders among them. */
  readonly paths: number;
  /** Whose file it is, by the path as the package has it. */
  ownerOf(path: string): InstalledPackage | undefined;
  /** What it should hold; undefined for folders, links and where the package does not say. */
  expectedOf(path: string): ExpectedContent | undefined;
}

export interface ReadDatabase {
  readonly database?: PackageDatabase;
  readonly misses: readonly MachineMiss[];
}
