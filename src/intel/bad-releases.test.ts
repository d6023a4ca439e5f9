import { describe, expect, it } from 'vitest';
import { badRelease, badReleases } from './bad-releases.ts';

describe('known-bad releases', () => {
  it('are told by name and number, and by nothing else', () => {
    expect(badRelease('npm', 'vant', '4.9.14')?.mines).toBe(true);
    expect(badRelease('npm', 'vant', '4.9.15')).toBeUndefined();
    expect(badRelease('pypi', 'vant', '4.9.14')).toBeUndefined();
    expect(badRelease('pypi', 'UltraLytics', '8.3.41')?.name).toBe('ultralytics');
    expect(badRelease('pypi', 'faiss_cpu_avx512', '1.9.7')?.name).toBe('faiss-cpu-avx512');
    expect(badRelease('rubygems', 'blockchain_wallet', '0.0.7')?.mines).toBe(true);
  });

  it('each have a date, a source and numbers, and stand there once', () => {
    for (const { date, source, versions } of badReleases) {
      expect([date, source]).toEqual([expect.stringMatching(/^20\d\d-\d\d-\d\d$/), expect.stringMatching(/^https:/)]);
      expect(versions.length).toBeGreaterThan(0);
    }
    expect(new Set(badReleases.map(({ ecosystem, name }) => ecosystem + name)).size).toBe(badReleases.length);
  });
});
