import { expect, it } from 'vitest';
import { couldBeDonationLogin, donationLoginOf } from './donation-login.ts';

it("hashes the account as XMRig does, with Keccak's own padding", () => {
  // Keccak-256 of nothing is known to everybody from Ethereum's empty code; SHA3-256's is another.
  expect(donationLoginOf('')).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
});
it('knows what such a login looks like', () => {
  expect(couldBeDonationLogin(donationLoginOf('x'))).toBe(true);
  expect(couldBeDonationLogin('x')).toBe(false);
});
