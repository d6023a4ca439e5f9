/** The conversations in which something mined, and how long each host was seen at it. */
import type { Case } from '../../../model/case.ts';
import { addressOf } from '../../../model/endpoint.ts';
import type { Observation } from '../../../model/observation.ts';
import { supporting } from '../../evidence.ts';
import { covered, type Span, spanOf } from './spans.ts';

export type Session = Observation<'stratum-session'>;

/** Each conversation once, though two captures may hold it. */
export function sessionsIn(evidence: Case): Session[] {
  const sessions = new Map<string, Session>();
  for (const seen of supporting(evidence, 'configured')) {
    if (seen.kind !== 'stratum-session') continue;
    const { client, server, start = seen.id } = seen.value;
    sessions.set(`${client} ${server} ${start}`, seen);
  }
  return [...sessions.values()];
}

/** By the miner's side of the conversation. */
export function byHost(sessions: readonly Session[]): Map<string, Session[]> {
  const hosts = new Map<string, Session[]>();
  for (const session of sessions) {
    const host = addressOf(session.value.client);
    const others = hosts.get(host);
    if (others === undefined) hosts.set(host, [session]);
    else others.push(session);
  }
  return hosts;
}

/** Milliseconds in which a host had at least one of these conversations. */
export function minedMs(sessions: readonly Session[]): number {
  return covered(sessions.flatMap(({ value }): Span | Span[] => spanOf(value.start, value.end) ?? []));
}
