/** Observations of entries for detectors' fixtures: one machine, one afternoon. */
import type { ExploitAttempt, LogAction, LoginEvent, ProcessStart } from '../src/model/log-payloads.ts';
import type { Expected } from './fixture.ts';

const noon = Date.UTC(2026, 10, 20, 12);

/** So many seconds after noon. */
export function at(seconds: number): string {
  return new Date(noon + seconds * 1000).toISOString();
}

export function attempt(seconds: number, more: Partial<ExploitAttempt> = {}): Expected<'exploit-attempt'> {
  const value = {
    log: 'access-log',
    exploit: 'thinkphp',
    title: 'ThinkPHP function call',
    cve: ['CVE-2018-20062'],
    service: 'php',
    client: '203.0.113.9',
    method: 'GET',
    target: '/index.php',
    status: 200,
    start: at(seconds),
    ...more,
  };
  return { kind: 'exploit-attempt', value };
}

export function started(seconds: number, more: Partial<ProcessStart> = {}): Expected<'process-start'> {
  return { kind: 'process-start', value: { log: 'audit-log', why: ['fetches'], start: at(seconds), ...more } };
}

export function loggedIn(seconds: number, more: Partial<LoginEvent> = {}): Expected<'login-event'> {
  const value = { log: 'syslog', outcome: 'worked' as const, service: 'ssh', account: 'root', from: '203.0.113.9' };
  return { kind: 'login-event', value: { ...value, start: at(seconds), ...more } };
}

export function acted(seconds: number, more: Partial<LogAction> & Pick<LogAction, 'action'>): Expected<'log-action'> {
  return { kind: 'log-action', value: { log: 'syslog', what: 'something', start: at(seconds), ...more } };
}
