import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmail, readWishes, splitLogin } from './login.ts';

const standard = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const integrated =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const longId = '0123456789abcdef'.repeat(4);

describe('a login at a pool', () => {
  it.each([
    ['a wallet', standard, { wallet: standard }],
    ['an integrated wallet', integrated, { wallet: integrated, paymentId: '4464313cf611b3b8' }],
    ['wallet.worker', `${standard}.rig-01`, { wallet: standard, worker: 'rig-01' }],
    ['a worker with dots', `${standard}.host.example`, { wallet: standard, worker: 'host.example' }],
    ['wallet.paymentid', `${standard}.${longId}`, { wallet: standard, paymentId: longId }],
    ['wallet.paymentid.worker', `${standard}.${longId}.w1`, { wallet: standard, paymentId: longId, worker: 'w1' }],
    [
      'a short payment id',
      `${standard}.00DDEEFF00112233.w`,
      {
        wallet: standard,
        paymentId: '00ddeeff00112233',
        worker: 'w',
      },
    ],
    [
      'wallet.worker/email (nanopool)',
      `${standard}.w1/me@example.org`,
      {
        wallet: standard,
        worker: 'w1',
        email: 'me@example.org',
      },
    ],
    ['wallet/email', `${standard}/me@example.org`, { wallet: standard, email: 'me@example.org' }],
    ['wallet/worker', `${standard}/w1`, { wallet: standard, worker: 'w1' }],
    ['wallet/worker/email', `${standard}/w1/a@b.cc`, { wallet: standard, worker: 'w1', email: 'a@b.cc' }],
    ['wallet+difficulty', `${standard}+120000`, { wallet: standard, difficulty: 120000 }],
    ['wallet.worker+difficulty', `${standard}.w1+5000`, { wallet: standard, worker: 'w1', difficulty: 5000 }],
    ['wallet~algorithm', `${standard}.w1~rx/0`, { wallet: standard, worker: 'w1' }],
    ['COIN:wallet.worker#referral', `XMR:${standard}.w1#abcd-1234`, { wallet: standard, worker: 'w1' }],
    [
      'an Ethereum address without a check',
      '0x00112233445566778899aabbccddeeff00112233.w',
      {
        wallet: '0x00112233445566778899aabbccddeeff00112233',
        worker: 'w',
      },
    ],
    ['an e-mail address', 'someone@example.org', { email: 'someone@example.org' }],
    ['user.worker', 'someuser.rig1', { worker: 'rig1' }],
    ['a user', 'someuser', {}],
    ['a wallet whose check fails', `${standard.slice(0, -1)}E.w`, {}],
    ['quotes around it', ` "${standard}.w1" `, { wallet: standard, worker: 'w1' }],
    ['a worker that a shell would fill in', `${standard}.$(hostname)`, { wallet: standard }],
    ['a worker that Windows would fill in', `${standard}.%COMPUTERNAME%`, { wallet: standard }],
    ['nothing', '', {}],
  ])('is split: %s', (_name, login, expected) => {
    expect(splitLogin(login)).toEqual(expected);
  });
});

describe('a password at a pool', () => {
  it.each([
    ['x means nothing', 'x', {}],
    ['worker:email', 'rig7:me@example.org', { worker: 'rig7', email: 'me@example.org' }],
    ['an e-mail address', 'me@example.org', { email: 'me@example.org' }],
    ['a difficulty', 'x,d=64000', { difficulty: 64000 }],
    ['a difficulty to start with', 'sd=512', { difficulty: 512 }],
    ['a fixed one before one to start with', 'sd=512,d=1024', { difficulty: 1024 }],
    ['a worker among options', 'c=ltc,mc=DGB/DOGE,ID=rig1,m=solo', { worker: 'rig1' }],
    ["Prohashing's options", 'a=scrypt,n=rig2,w=700', { worker: 'rig2' }],
    ['worker:email~algorithm', 'rig:a@b.cc~cn-heavy/xhv', { worker: 'rig', email: 'a@b.cc' }],
    ['options without a value', 'c=,d=x,sd,=5,n=$(hostname)', {}],
    ['a bare word may be a secret, so it is no worker', 'KJU', {}],
  ])('%s', (_name, password, expected) => {
    expect(splitLogin(standard, password)).toEqual({ wallet: standard, ...expected });
  });

  it('does not replace the worker that the login names', () => {
    expect(splitLogin(`${standard}.a`, 'b:me@example.org').worker).toBe('a');
  });
});

describe('what a login asks of its pool', () => {
  it.each<[string, string, string, object]>([
    ['an algorithm behind the worker', `${standard}.w1~rx/0`, 'x', { algorithm: 'rx/0' }],
    ['an algorithm behind the password', standard, 'rig:a@b.cc~CN-Heavy/xhv', { algorithm: 'cn-heavy/xhv' }],
    ['a coin to be paid in', 'user', 'x,c=ltc,mc=DGB', { paidIn: 'LTC' }],
    ['a home folder', '~', '~/.ssh', {}],
    ['nothing', standard, 'c=', {}],
  ])('is %s', (_name, login, password, expected) => {
    expect(readWishes(login, password)).toEqual(expected);
  });
});

describe('an e-mail address', () => {
  it.each(['a@b.cc', 'first.last+tag@sub.example.org'])('is %s', (text) => expect(isEmail(text)).toBe(true));
  it.each(['a@b', '@b.cc', 'a@b.c1', 'a b@c.de', 'a@b..cc', 'a@@b.cc'])('is not %s', (text) =>
    expect(isEmail(text)).toBe(false),
  );
});

describe('anything else', () => {
  it('is split without complaint', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.string({ maxLength: 600 }), (login, password) => {
        const parts = splitLogin(login, password);
        if (parts.wallet !== undefined) expect(login).toContain(parts.wallet);
        if (parts.worker !== undefined) expect(login + password).toContain(parts.worker);
      }),
    );
  });
});
