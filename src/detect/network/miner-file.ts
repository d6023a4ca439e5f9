/**
 * A file that passed the network under a miner's name, as a sensor wrote it down. The bytes were not seen: a name is
 * cheap, and people fetch miners in order to study, to block or to run them. So it is a `mention`, moderate, and tells
 * which machine to look at and which hash to look for.
 * Source of the names: intel/miner-file-names.ts.
 * Does not see: miners under other names; what became of the file.
 */
import { minerFileName } from '../../intel/miner-file-names.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { HttpRequest } from '../../model/network-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { any, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';

type Request = Observation<'http-request'>;

/** Files that a claim names. */
const mostNamed = 20;

export const minerFile: Detector<'http-request'> = defineDetector({
  id: 'miner-file',
  title: "A file with a miner's name passed the network",
  stage: 'mention',
  techniques: [],
  confidence: 'moderate',
  needs: ['http-request'],
  couldBe: [
    'somebody who fetches the miner on purpose: to run, to study or to block it',
    'another file that bears such a name',
  ],
  *detect({ 'http-request': requests }) {
    for (const group of byMachine(requests)) yield claimOf(group);
  },
});

interface Passed {
  readonly request: Request;
  readonly name: string;
}

/** One claim for each machine that got such files or sent them. */
function byMachine(requests: readonly Request[]): Iterable<[Passed, ...Passed[]]> {
  const groups = new Map<string, [Passed, ...Passed[]]>();
  for (const request of requests) {
    const name = nameOf(request.value);
    if (name === undefined) continue;
    const passed = { request, name };
    const machine = request.value.client === undefined ? '' : addressOf(request.value.client);
    const group = groups.get(machine);
    if (group === undefined) groups.set(machine, [passed]);
    else group.push(passed);
  }
  return groups.values();
}

/** What the sensor calls the file, or the end of the address that was asked for. */
function nameOf({ file, path, status = 200 }: HttpRequest): string | undefined {
  if (file?.name !== undefined) return minerFileName(file.name);
  return path === undefined || status >= 400 ? undefined : minerFileName(path);
}

function claimOf(group: readonly [Passed, ...Passed[]]): Claim {
  const [{ request, name }] = group;
  const { client, host, server, file } = request.value;
  const who = client === undefined ? 'A machine' : addressOf(client);
  const far = host ?? (server === undefined ? 'a server' : addressOf(server));
  const way = file?.sender === 'client' ? `sent ${name} to ${far}` : `fetched ${name} from ${far}`;
  const names = new Set(group.map((passed) => passed.name));
  const more = names.size > 1 ? `, and ${names.size - 1} more such files` : '';
  return {
    title: `${who} ${way}${more}: a miner's name`,
    because: any(...group.slice(0, mostNamed).map((passed) => saw(passed.request, whyOf(passed)))),
  };
}

function whyOf({ request, name }: Passed): string {
  const { sha256, sha1, md5 } = request.value.file ?? {};
  const hash = sha256 ?? sha1 ?? md5;
  const known = hash === undefined ? 'the sensor wrote no hash of it' : `the sensor's hash of it is ${hash}`;
  return `${name} is called as a miner is; its bytes were not seen, and ${known}`;
}
