import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './web-shell.fixture.ts';
import { webShell } from './web-shell.ts';

describe('web-shell', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(webShell, example);
    expect(claims.map((claim) => claim.stage ?? webShell.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(webShell, example)).toEqual([]);
  });
});
