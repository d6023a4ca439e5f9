/**
 * Secrets that stood within reach of the account that the miner ran as: nothing shows that they were taken, and nothing
 * could show that they were not. As root, that is all of them.
 */
import type { Case } from '../../model/case.ts';
import type { SecretAtHand } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { counted } from '../words.ts';
import { besideMiner } from './deeds.ts';
import { byHand, type Draft } from './draft.ts';
import { minerFiles, minersRunning, traceOf } from './miner-ties.ts';

export function* secretItems(evidence: Case): Generator<Draft> {
  const accounts = accountsOf(evidence);
  const read = new Map(
    besideMiner(evidence, 'credential-access').flatMap(({ id, value }) => (value.place ? [[value.place, id]] : [])),
  );
  for (const { id, value } of ofKind(evidence, 'secret-at-hand')) {
    // What a history or a list of hosts leads to is told, and no secret itself.
    if (!isWithinReach(value, accounts)) continue;
    const by = read.get(value.place);
    yield {
      what: 'secret',
      place: value.place,
      key: `secret:${value.what}:${value.place}`,
      says: `${words[value.what]}${details(value)}${by === undefined ? '' : ': a script of the miner is written to read it'}`,
      proof: by === undefined ? 'possible' : 'likely',
      because: by === undefined ? [id] : [id, by],
      removal: [byHand(changing(value))],
    };
  }
}

interface Accounts {
  /** It ran as root, or nobody knows as whom. */
  readonly all: boolean;
  readonly users: ReadonlySet<string>;
}

/** As whom the miner ran, by its processes; where none runs, by who owns its files. A web shell runs as who owns it. */
function accountsOf(evidence: Case): Accounts {
  const running = minersRunning(evidence).filter(({ value }) => value.container === undefined);
  const owners = [...minerFiles(evidence).values()].flatMap(({ path, proof }) =>
    proof === 'shown' ? (traceOf(path, evidence)?.value.owner ?? []) : [],
  );
  const starting = ofKind(evidence, 'autostart').flatMap(({ value: { programs = [], user } }) =>
    user !== undefined && programs.some((path) => minerFiles(evidence).has(path)) ? [user] : [],
  );
  const names = [...running.flatMap(({ value }) => value.user ?? []), ...owners, ...starting];
  const isRoot = names.includes('root') || running.some(({ value }) => value.uid === 0);
  const ofShells = ofKind(evidence, 'file-trace').flatMap(({ value: { why, owner } }) =>
    why.includes('runs-requests') && owner !== undefined ? [owner] : [],
  );
  return { all: names.length === 0 || isRoot, users: new Set([...names, ...ofShells]) };
}

function isWithinReach({ user, readableBy, readers = [] }: SecretAtHand, { all, users }: Accounts): boolean {
  const able = user === undefined ? readers : [user, ...readers];
  return all || readableBy === 'all' || able.some((name) => users.has(name));
}

const words: Readonly<Record<SecretAtHand['what'], string>> = {
  'ssh-key': 'an SSH key',
  'known-hosts': 'a list of machines that were logged in to from here',
  'cloud-credentials': 'keys of a cloud account',
  'cluster-credentials': 'keys of a cluster',
  'registry-credentials': 'keys of an image registry',
  'package-token': 'a token of a package registry',
  'password-file': 'the file of passwords',
  environment: 'a file of settings with secrets',
  'database-password': 'a database password',
  'browser-profile': 'a browser’s stored passwords and sessions',
  'wallet-file': 'a wallet',
  'shell-history': 'commands that were typed, and passwords among them perhaps',
};

function details({ user, count, encrypted, hosts = [] }: SecretAtHand): string {
  const parts = [
    user === undefined ? '' : `of ${user}`,
    count === undefined ? '' : counted(count, 'entry', 'entries'),
    encrypted === true ? 'behind a passphrase' : '',
    hosts.length === 0 ? '' : `it leads to ${listedNames(hosts, 6)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function changing({ what, hosts = [], encrypted }: SecretAtHand): string {
  const there = hosts.length === 0 ? 'the machines that it leads to' : listedNames(hosts, 6);
  switch (what) {
    case 'ssh-key':
      return `Make a new key, and take the old one out of authorized_keys on ${there}${encrypted === true ? '; its passphrase only wins time' : ''}.`;
    case 'known-hosts':
      return `Look for the same miner on ${there}.`;
    case 'cloud-credentials':
      return 'Make new keys, revoke the old ones, and read the cloud’s audit log from the day of the break-in.';
    case 'cluster-credentials':
      return 'Make new credentials, revoke the old ones, and look for workloads that nobody knows.';
    case 'registry-credentials':
    case 'package-token':
      return 'Revoke the token, make a new one, and look at what was published with the old one.';
    case 'password-file':
      return 'Have the passwords of this machine’s accounts changed.';
    case 'wallet-file':
      return 'Move the funds to a wallet whose key never stood on this machine.';
    case 'browser-profile':
      return 'Change the passwords that it kept, and end all sessions.';
    case 'shell-history':
      return 'Read it for passwords and tokens, and change those.';
    default:
      return 'Change every password and token that stands in it.';
  }
}
