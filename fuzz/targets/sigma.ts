import { readSigmaRules } from '../../src/codec/sigma/read-rules.ts';
import { compileSigma } from '../../src/codec/sigma/sigma-set.ts';
import type { LogEvent } from '../../src/model/log-event.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  `title: a
logsource: {category: process_creation, product: windows}
detection:
  selection:
    - Image|endswith: ['\\cmd.exe', '\\*x?\\\\*']
      CommandLine|contains|all|windash: [' -c ', 'http']
    - CommandLine|re|i: '^a+(b|c){2,3}\\s$'
  keywords: [one, 't*o']
  filter_a: {User: null, Port|gte: 1024, Ip|cidr: '10.0.0.0/8', A|fieldref: B, C|exists: true}
  condition: (selection or keywords) and not 1 of filter_*
level: high
`,
  `title: base
name: base
logsource: {service: sshd, product: linux}
detection: {selection: {user|base64offset|contains: abc}, other: {when|hour|lt: 6}, condition: 1 of them}
---
title: many
correlation: {type: event_count, rules: [base], group-by: [user], timespan: 10m, condition: {gte: 2}}
---
title: filter
logsource: {product: linux}
filter: {rules: any, selection: {user|startswith: adm_}, condition: selection}
`,
];

const text = 'C:\\Windows\\cmd.exe -c http://10.0.0.1/one abc YWJj';
const events: readonly LogEvent[] = [
  { source: { product: 'windows', service: 'sysmon' }, fields: { EventID: 1, Image: text, CommandLine: text }, text },
  { source: { product: 'linux', service: 'sshd' }, time: { ms: 1 }, fields: { user: [text, null, [1, true]] }, text },
];

/** Whatever the rules: they are read or named, and each event is looked at in a bounded time. */
export const target: FuzzTarget = {
  id: 'sigma',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const { rules, mistakes } = readSigmaRules(new TextDecoder().decode(bytes), 'fuzz.yml');
    for (const { line, what } of mistakes)
      if (what === '' || (line ?? 1) < 1) throw new Error('a mistake that says nothing');
    const set = compileSigma(rules);
    const watch = set.open<number>();
    for (const [i, event] of events.entries())
      if (watch.see(event, i).some(({ rule }) => !rules.some(({ info }) => info === rule)))
        throw new Error('a match of a rule that was not read');
    watch.end();
  },
};
