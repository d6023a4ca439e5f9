import { describe, expect, it } from 'vitest';
import { namesAgent } from './agent-names.ts';

describe('names of security agents', () => {
  it('tell whose agent it is, in any case and with what follows the name', () => {
    expect(namesAgent('AliYunDunUpdate')).toBe('Alibaba Cloud’s security agent');
    expect(namesAgent('falcon-sensor.service')).toBe('CrowdStrike’s agent');
    expect(namesAgent('clamav-daemon.service')).toBe('ClamAV');
  });

  it('are not told from the middle of another name, or from a word they begin with', () => {
    for (const name of ['my-clamav.service', 'falcon.service', 'sentinel.service', 'nginx.service', ''])
      expect(namesAgent(name)).toBeUndefined();
  });
});
