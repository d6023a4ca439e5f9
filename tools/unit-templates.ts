/** What a new unit starts from. ID, NAME and UP/ are filled in. The tests fail until the unit does something. */

const extractorTest = `import { expect, test } from 'vitest';
import { runExtractor } from 'UP/../tests/harness.ts';
import { fixture } from './ID.fixture.ts';
import { NAME } from './ID.ts';

for (const example of fixture.fires)
  test(\`ID sees \${example.name}\`, () => {
    const { sightings } = runExtractor(NAME, example);
    expect(sightings).toMatchObject(example.expect);
  });

for (const example of fixture.silent)
  test(\`ID is silent on \${example.name}\`, () => {
    expect(runExtractor(NAME, example).sightings).toEqual([]);
  });
`;

const detectorTest = `import { expect, test } from 'vitest';
import { runDetector } from 'UP/../tests/harness.ts';
import { fixture } from './ID.fixture.ts';
import { NAME } from './ID.ts';

for (const example of fixture.fires)
  test(\`ID claims \${example.stage} for \${example.name}\`, () => {
    const stages = runDetector(NAME, example).map((claim) => claim.stage ?? NAME.stage);
    expect(stages).toContain(example.stage);
  });

for (const example of fixture.silent)
  test(\`ID is silent on \${example.name}\`, () => {
    expect(runDetector(NAME, example)).toEqual([]);
  });
`;

/** Stage folder -> file suffix -> text. */
export const templates: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  extract: {
    '': `/**
 * What it reads. Source: link to the specification or report. Does not see: …
 */
import { defineExtractor, type Extractor } from 'UP/model/units.ts';

export const NAME: Extractor<'mining-term'> = defineExtractor({
  id: 'ID',
  title: 'what it sees, in a few words',
  emits: ['mining-term'],
  anchors: [{ text: 'a literal that wakes it' }],
  *extract(_view) {},
});
`,
    '.test': extractorTest,
    '.fixture': `import type { ExtractorFixture } from 'UP/../tests/fixture.ts';

export const fixture: ExtractorFixture = {
  fires: [
    { name: 'a case that must fire', input: 'a literal that wakes it', expect: [{ kind: 'mining-term', value: {} }] },
  ],
  silent: [{ name: 'a case that must stay silent', input: 'a literal that wakes it, in innocent company' }],
};
`,
  },
  detect: {
    '': `/**
 * What it claims. Source: link to the report. Does not see: …
 */
import { type Detector, defineDetector } from 'UP/model/units.ts';

export const NAME: Detector<'mining-term'> = defineDetector({
  id: 'ID',
  title: 'what it claims, in a few words',
  stage: 'mention',
  techniques: [],
  needs: ['mining-term'],
  confidence: 'low',
  couldBe: ['an innocent reading'],
  *detect(_seen) {},
});
`,
    '.test': detectorTest,
    '.fixture': `import type { DetectorFixture } from 'UP/../tests/fixture.ts';

export const fixture: DetectorFixture = {
  fires: [
    {
      name: 'a case that must fire',
      stage: 'mention',
      seen: [{ kind: 'mining-term', value: { term: 'xmrig' } }],
    },
  ],
  silent: [{ name: 'a case that must stay silent', seen: [] }],
};
`,
  },
  decode: {
    '': `/**
 * What it opens. Source: link to the specification. Does not see: …
 */
import { defineDecoder, type WholeDecoder } from 'UP/model/units.ts';

export const NAME: WholeDecoder = defineDecoder({
  id: 'ID',
  title: 'what its children are, in a few words',
  mode: 'whole',
  accepts: (_head, _name) => false,
  *decode(_bytes, _context) {},
});
`,
    '.test': `import { expect, test } from 'vitest';
import { nodeHost } from 'UP/engine/node/host.ts';
import { defaultLimits } from 'UP/model/limits.ts';
import { fixture } from './ID.fixture.ts';
import { NAME } from './ID.ts';

test('ID opens its own format', async () => {
  expect(NAME.accepts(fixture.opens.subarray(0, 512), 'sample')).toBe(true);
  let children = 0;
  for await (const out of NAME.decode(fixture.opens, { host: nodeHost, limits: defaultLimits }))
    if (!('gap' in out)) children++;
  expect(children).toBeGreaterThan(0);
});

test('ID leaves other bytes alone', () => {
  expect(NAME.accepts(fixture.leaves.subarray(0, 512), 'sample')).toBe(false);
});
`,
    '.fixture': `/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: Uint8Array.of(),
  leaves: Uint8Array.of(0),
};
`,
  },
  /** One side of a machine: `npm run new -- extract machine/NAME`. */
  probe: {
    '': `/**
 * What it looks at. Source: manual page. Does not see: …
 */
import { defineProbe, type Probe } from 'UP/model/machine-units.ts';

export const NAME: Probe<'machine-setting'> = defineProbe({
  id: 'ID',
  title: 'what it looks at, in a few words',
  emits: ['machine-setting'],
  platform: 'linux',
  *probe({ tree }) {
    const value = tree.text('/etc/ID')?.trim();
    if (value === undefined) return;
    yield { kind: 'machine-setting', path: '/etc/ID', value: { setting: 'ID', value, says: 'what it means', why: [] } };
    yield { looked: { at: 'files of ID', count: 1 } };
  },
});
`,
    '.test': `import { expect, test } from 'vitest';
import { machineOf, runProbe } from 'UP/../tests/machine-tree.ts';
import { fixture } from './ID.fixture.ts';
import { NAME } from './ID.ts';

test('ID tells what stands there', () => {
  expect(runProbe(NAME, machineOf(fixture.fires))).toContainEqual(expect.objectContaining({ path: '/etc/ID' }));
});

test('ID is silent on an ordinary machine', () => {
  expect(runProbe(NAME, machineOf(fixture.silent))).toEqual([]);
});
`,
    '.fixture': `import type { Files } from 'UP/../tests/machine-tree.ts';

/** Two machines: one that it tells of, and an ordinary one. */
export const fixture: { readonly fires: Files; readonly silent: Files } = {
  fires: { '/etc/ID': 'value\\n' },
  silent: { '/etc/hostname': 'server\\n' },
};
`,
  },
  /** A known hole: `npm run new -- intel exploits/NAME`. */
  intel: {
    '': `/**
 * The hole, and what its use leaves in a log. Source: the references below.
 */
import { defineExploit, type Exploit } from 'UP/model/log-units.ts';
import { requestOf } from './request.ts';

export const NAME: Exploit = defineExploit({
  id: 'ID',
  title: 'as people call it',
  cve: ['CVE-2000-0000'],
  service: 'nginx',
  known: '2000-01-01',
  references: ['https://example.com/advisory'],
  techniques: ['T1190'],
  cannotSee: 'What an attack that these lines do not show looks like.',
  settles: 'What would show that it worked, and in which log.',
  anchors: [{ text: 'a literal as the log writes it' }],
  sees(event) {
    const request = requestOf(event);
    return request?.path === '/hole' ? {} : undefined;
  },
});
`,
    '.test': `import { testExploit } from 'UP/../tests/exploit-harness.ts';
import { fixture } from './ID.fixture.ts';
import { NAME } from './ID.ts';

testExploit(NAME, fixture);
`,
    '.fixture': `import { type ExploitFixture, request } from 'UP/../tests/exploit-harness.ts';

export const fixture: ExploitFixture = {
  fires: [{ name: 'a request that tries it', event: request('POST', '/hole') }],
  silent: [{ name: 'an ordinary request', event: request('GET', '/') }],
};
`,
  },
};
