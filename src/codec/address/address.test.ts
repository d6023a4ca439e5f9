import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';

describe('reading an address', () => {
  it.each([
    ['48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD', 'monero'],
    ['1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT', 'bitcoin'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bitcoin'],
    ['DNQdyeLu9DtRfsZCFvy1GfJTwjWJoSWHLh', 'dogecoin'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'ethereum'],
  ])('%s is of %s', (text, coin) => {
    expect(readAddress(text)).toMatchObject({ status: 'ok', value: { coin, address: text } });
  });

  it('takes the whole text or nothing', () => {
    for (const around of [' ', '.worker', '+10000', '\n'])
      expect(readAddress(`1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT${around}`).status).not.toBe('ok');
  });

  it('leaves alone what has no shape of an address', () => {
    for (const text of ['', 'x', 'YOUR_WALLET_ADDRESS', 'someone@example.org', 'Jawhar', '0x1234'])
      expect(readAddress(text)).toEqual({ status: 'not-this-format' });
  });

  it('never throws, whatever it is given, and never finds an address by chance', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.base64String({ maxLength: 120 })),
        (text) => {
          const read = readAddress(text);
          expect(read.status === 'ok' && read.value.checksumValid).toBe(false);
        },
      ),
    );
  });
});
