/** What a unit's or program's name says: whose agent it is. */
import { securityAgents } from './security-agents.ts';

export function namesAgent(name: string): string | undefined {
  const lower = name.toLowerCase();
  return securityAgents.find(({ names }) => names.some((known) => lower.startsWith(known)))?.what;
}
