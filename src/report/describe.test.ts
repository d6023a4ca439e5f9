import { expect, test } from 'vitest';
import { openingInWords } from './describe.ts';

test('what opened a part is told with what that took and where it stood', () => {
  const whole = { decodedBy: 'xor', how: 'key 0x5a', from: { offset: 0x41f0, length: 340 } };
  expect(openingInWords(whole)).toBe(' by xor (key 0x5a), 340 bytes at 0x41f0');
  expect(openingInWords({ decodedBy: 'zip', how: undefined, from: undefined })).toBe(' by zip');
});
