/** Texts that repeat what wakes a decoder: the work must end, within bounds that the report tells of. */
import { describe, expect, it } from 'vitest';
import { conclude } from '../src/engine/conclude.ts';
import { examine } from '../src/engine/examine.ts';
import { sharedHost } from '../src/engine/node/host.ts';
import { planSieve, workbench } from '../src/engine/node/workbench.ts';
import { registry } from '../src/engine/registry.ts';
import { memorySource } from '../src/engine/source.ts';
import { defaultLimits } from '../src/model/limits.ts';
import type { Report } from '../src/model/report.ts';

const bench = { ...workbench(planSieve(), defaultLimits), host: sharedHost() };

async function scanned(name: string, bytes: Uint8Array): Promise<Report> {
  const started = new Date(0);
  const examined = await examine(memorySource(name, bytes, bench.host.sha256), bench);
  const evidence = { examined: [examined], pathGaps: [], files: 1, bytes: bytes.length };
  return conclude({ ...evidence, inputs: [name], started, finished: started, version: '0' }, registry, defaultLimits);
}

const repeated = (text: string, bytes: number): Uint8Array =>
  Buffer.from(text.repeat(Math.ceil(bytes / text.length)), 'latin1').subarray(0, bytes);

/** The text under every key, one line a key. */
const underEveryKey = (text: string): string =>
  Array.from({ length: 255 }, (_, i) => Buffer.from(text).map((byte) => byte ^ (i + 1)))
    .map((line) => `${Buffer.from(line).toString('latin1')}\n`)
    .join('');

describe('a text under every key byte', () => {
  it('is not opened again under each other key', async () => {
    const { gaps } = await scanned('keys.bin', repeated(underEveryKey('stratum+tcp://'), 16 * 1024));
    expect(gaps.map(({ code }) => code)).toContain('limit-count');
    expect(gaps.map(({ code }) => code)).not.toContain('limit-depth');
  });
});

describe('a script that repeats what wakes its decoder', () => {
  it.each([
    ['a.sh', '#!/bin/sh\n', 'echo eA== | base64 -d | sh\n'],
    ['b.sh', '#!/bin/sh\n', 'eval "$(echo '],
    ['c.sh', '#!/bin/sh\n', "$'\\x41' "],
    ['d.sh', '#!/bin/sh\neval $a$b$c\n', '${a'],
    ['e.sh', '#!/bin/sh\n', 'cat <<E | base64 -d\n'],
    ['f.ps1', '', 'FromBase64String("'],
    ['g.js', '', 'eval(function(p,a,c,k,e,d)'],
    ['h.js', '', "atob('eHl6eHl6');"],
    ['i.vbs', 'Execute ', 'Chr(65) & '],
    ['j.py', '#!/usr/bin/python3\n', 'exec(base64.b64decode('],
    ['k.txt', '', 'H4sIAAAA'],
    ['l.html', '<html>', '<script>var _0xabc=atob("'],
  ])('is examined to its end: %s', async (name, head, unit) => {
    const { gaps, findings } = await scanned(name, repeated(head + unit.repeat(4_000), 40_000));
    expect(gaps.filter(({ code }) => code === 'crashed')).toEqual([]);
    expect(findings).toEqual([]);
  });
});
