import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './login-guessed.fixture.ts';
import { loginGuessed } from './login-guessed.ts';

describe('login-guessed', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(loginGuessed, example);
    expect(claims.map((claim) => claim.stage ?? loginGuessed.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(loginGuessed, example)).toEqual([]);
  });
  it('says after how many failures, and what was done then', () => {
    const [claim] = runDetector(loginGuessed, { name: 'x', seen: fixture.fires[0]?.seen ?? [] });
    expect(claim).toMatchObject({
      title:
        'root logged in by ssh from 203.0.113.9 after 80 failed logins from there; 5 minutes later: ./xmrig -o pool.example.com:3333',
      confidence: 'high',
    });
  });
});
