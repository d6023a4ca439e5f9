import { describe, expect, it } from 'vitest';
import { defanger, defangHost } from './defang.ts';

describe('defanging', () => {
  const defang = defanger(['pool.example.net', 'xmr.example']);

  it('breaks URLs, whatever their scheme', () => {
    expect(defang('curl http://a.b.example/x.sh')).toBe('curl hxxp://a[.]b[.]example/x.sh');
    expect(defang('ftp://h.example stratum+tcp://h.example:3333')).toBe(
      'fxp://h[.]example stratum+tcp://h[.]example:3333',
    );
  });

  it("breaks the report's own hosts wherever they stand, and their subdomains", () => {
    expect(defang('-o pool.example.net:3333, EU.XMR.example.')).toBe(
      '-o pool[.]example[.]net:3333, EU[.]XMR[.]example.',
    );
  });

  it('breaks public addresses and leaves those of the house', () => {
    expect(defang('8.8.8.8 10.0.0.1 192.168.1.1 172.20.0.1 127.0.0.1')).toBe(
      '8[.]8[.]8[.]8 10.0.0.1 192.168.1.1 172.20.0.1 127.0.0.1',
    );
  });

  it('leaves a machine of the house alone where others mine at it', () => {
    expect(defanger(['10.0.0.19', '198.51.100.7'])('10.0.0.19:3333 to 198.51.100.7')).toBe(
      '10.0.0.19:3333 to 198[.]51[.]100[.]7',
    );
  });

  it('leaves file names, versions and prose alone', () => {
    for (const text of ['config.json', 'XMRig/6.21.0', 'lodash@4.17.21', 'It stands. So does this.'])
      expect(defang(text)).toBe(text);
  });

  it('breaks IPv6 at its colons', () => {
    expect(defangHost('2001:db8::1')).toBe('2001[:]db8[:][:]1');
  });

  it('takes time in proportion to the text', () => {
    const started = performance.now();
    defang('a.'.repeat(200_000));
    defang('-.'.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
