/** What a file's place says of how it came there. Whoever writes a file chooses its place, within what they may write. */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { supporting } from '../evidence.ts';

/** Folders of package managers, and packages themselves. */
export const packages: RegExp =
  /(?:^|[/\\!])(?:node_modules|site-packages|dist-packages|vendor[/\\]bundle|\.cargo[/\\]registry|\.m2[/\\]repository|extensions)[/\\]|\.(?:whl|gem|crate|nupkg|vsix|crx|xpi|deb|rpm|apk|jar)!/i;
/** Definitions of build jobs and of images, and layers of images. */
export const builds: RegExp =
  /(?:^|[/\\!])(?:\.github[/\\]workflows|\.circleci|\.gitlab-ci\.ya?ml|jenkinsfile|bitbucket-pipelines\.ya?ml|azure-pipelines\.ya?ml|(?:[\w.-]{1,64}\.)?dockerfile|docker-compose[\w.-]{0,32}\.ya?ml|[0-9a-f]{64}[/\\]layer\.tar)/i;
/** Folders that web servers serve or run. */
export const webRoots: RegExp =
  /(?:^|[/\\!])(?:var[/\\]www|inetpub[/\\]wwwroot|htdocs|public_html|webapps|usr[/\\]share[/\\]nginx)[/\\]/i;
/** What people are lured with. Names of this kind are found on honest installers, too. */
export const lures: RegExp =
  /(?:^|[/\\!\s_.-])(?:crack(?:ed)?|keygen|activator|warez|repack|cheats?|loader|free[_ -]?download)(?=$|[\s_.-])/i;

/** What mines, is set to or fetches a miner and stands at such a place, with the place's name. */
export function* miningAt(
  evidence: Case,
  place: RegExp,
): Generator<{ readonly observation: Observation; readonly name: string }> {
  const artifacts = new Map(evidence.artifacts.map((artifact) => [artifact.id, artifact]));
  const told = new Set<string>();
  for (const observation of supporting(evidence, 'capability')) {
    const artifact = artifacts.get(observation.at.artifact);
    if (artifact === undefined || told.has(artifact.id) || !place.test(artifact.name)) continue;
    told.add(artifact.id);
    yield { observation, name: artifact.name };
  }
}
