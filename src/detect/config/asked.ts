/**
 * What somebody only asked for. A web server writes down what anybody on the internet sends it, and a decoder opens what
 * is written there in base64: a whole miner's script may stand so in the log of a server that never ran it.
 * Does not see: a server's lines inside another program's log, unless they stand there as they were sent.
 */
import type { Observation } from '../../model/observation.ts';
import type { DetectContext } from '../../model/units.ts';

/** Artifacts in artifacts; the engine opens fewer. */
const deepest = 64;

/** True for an artifact that was decoded out of a log of requests. The log itself is read line by line elsewhere. */
export function askedOnly(
  spans: readonly Observation<'log-span'>[],
  context: Pick<DetectContext, 'artifact'>,
): (artifact: string) => boolean {
  const logs = new Set(spans.filter(({ value }) => isOfRequests(value)).map(({ at }) => at.artifact));
  return (artifact) => {
    let parent = context.artifact(artifact).parent;
    for (let depth = 0; parent !== undefined && depth < deepest; depth++) {
      if (logs.has(parent)) return true;
      parent = context.artifact(parent).parent;
    }
    return false;
  };
}

/** An error log repeats the request that failed. */
function isOfRequests({ log, tells }: Observation<'log-span'>['value']): boolean {
  return tells.includes('web-requests') || log === 'error-log';
}
