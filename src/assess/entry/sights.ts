/** Where today's observations show how it got in. */
import type { Case } from '../../model/case.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { cut, listedNames } from '../long-names.ts';
import { besideMiner } from '../reach/deeds.ts';
import { builds, lures, miningAt, packages, webRoots } from './where.ts';

/** A script that fetches a miner and starts it. What somebody typed at a shell is no script that was sent through a door. */
export function* fetchAndRun(evidence: Case): Generator<Sight> {
  const names = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  const [first, ...others] = besideMiner(evidence, 'download').filter(
    ({ value, at }) => value.runs === true && !/_history(?:-\d+)?$/.test(names.get(at.artifact) ?? ''),
  );
  if (first === undefined) return;
  const urls = [first, ...others].map(({ value }) => value.url);
  yield {
    observation: first,
    with: others,
    says: `A script fetches ${listedNames(urls, 2)} and starts what it fetched`,
  };
}

/**
 * Hosts where anybody may put a file without an account of their own server. Source: their own pages; MITRE ATT&CK
 * T1102 (Web Service) and T1608.001 (Upload Malware) name this use.
 */
const dropHosts = [
  'bitbucket.org',
  'cdn.discordapp.com',
  'gist.githubusercontent.com',
  'paste.ee',
  'pastebin.com',
  'raw.githubusercontent.com',
  'termbin.com',
  'transfer.sh',
];

/** A download from a host where anybody may put a file. */
export function* fetchedFromDropHost(evidence: Case): Generator<Sight> {
  for (const observation of besideMiner(evidence, 'download')) {
    const host = /^[a-z]{2,8}:\/\/([^/:?#@\s]{1,253})/i.exec(observation.value.url)?.[1]?.toLowerCase();
    if (host !== undefined && dropHosts.includes(host))
      yield { observation, says: `A script fetches from ${host}, where anybody may put a file` };
  }
}

/** A browser that mines for a page has nothing installed: the page brought the miner, each time it is visited. */
export function* openedByPage(evidence: Case): Generator<Sight> {
  const opened = ofKind(evidence, 'stratum-session').filter(({ value }) => value.page !== undefined);
  const [first, ...others] = opened;
  if (first === undefined) return;
  const visitors = listedNames([...new Set(opened.map(({ value }) => addressOf(value.client)))], 3);
  const pages = listedNames([...new Set(opened.flatMap(({ value }) => value.page ?? []))], 2);
  yield {
    observation: first,
    with: others,
    says: `A page that is visited from ${visitors} mines in the browser: ${pages}`,
  };
}

export function* inPackage(evidence: Case): Generator<Sight> {
  // A release that is known to be bad is told as such.
  for (const { observation, name } of miningAt(evidence, packages))
    if (observation.kind !== 'bad-release') yield { observation, says: `It stands in a package: ${cut(name)}` };
}

export function* inBuild(evidence: Case): Generator<Sight> {
  for (const { observation, name } of miningAt(evidence, builds))
    yield { observation, says: `It stands in the definition of a build job or an image: ${cut(name)}` };
}

export function* inWebRoot(evidence: Case): Generator<Sight> {
  const kinds = new Map(evidence.artifacts.map(({ id, kind }) => [id, kind]));
  for (const { observation, name } of miningAt(evidence, webRoots)) {
    const kind = kinds.get(observation.at.artifact);
    // A page that mines in its visitors' browsers belongs there.
    if (kind !== 'page' && kind !== 'document')
      yield { observation, says: `It stands in a web server's folder: ${cut(name)}` };
  }
}

export function* namedAsLure(evidence: Case): Generator<Sight> {
  for (const { observation, name } of miningAt(evidence, lures))
    yield { observation, says: `It has a name that people are lured with: ${cut(name)}` };
}

/** A program that names other programs by their place on a disk, as one does that puts them there. */
export function* installerLike(evidence: Case): Generator<Sight> {
  const paths = ofKind(evidence, 'build-trace').filter(
    ({ value }) => value.trace === 'file-path' && /\.(?:exe|dll|bat|cmd|ps1|vbs)$/i.test(value.text),
  );
  const [first, ...others] = paths;
  if (first === undefined) return;
  const names = listedNames(
    paths.map(({ value }) => value.text),
    2,
  );
  yield {
    observation: first,
    with: others,
    says: `The program names places for other programs (${names}), as an installer does`,
  };
}

/** An earlier case whose source names a hole. */
export function* campaignUsedExploit(evidence: Case): Generator<Sight> {
  for (const observation of ofKind(evidence, 'incident')) {
    const { says, indicators, provenance } = observation.value;
    const hole = /\bCVE-\d{4}-\d{4,7}\b/.exec([says, ...indicators].join(' '))?.[0];
    if (hole !== undefined)
      yield {
        observation,
        provenance,
        says: `Elsewhere, the same miner was installed through a hole in a service (${hole})`,
      };
  }
}
