/** Tells an account from what stands in its place in manuals, samples and templates. */
import type { Pool } from '../../model/payloads.ts';

/** Words that manuals put where an account belongs, without case and signs. */
const words = new Set(
  (
    'x xx xxx user username login account name email mail wallet walletaddress address yourwallet youraddress pool none ' +
    'null undefined worker workername password changeme todo tbd walletid mywallet myaddress btcaddress xmraddress ' +
    'ethaddress xmrwallet ethwallet btcwallet monerowallet moneroaddress wallethere addresshere minername replaceme'
  ).split(' '),
);

const exampleMail = /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|email\.com|domain\.com|mail\.com|yourdomain\.\w+)$/i;

/** What names an account at a pool: a checked wallet, an e-mail address, or the login that is written there. */
export function accountOf({ wallet, email, login }: Pool): string | undefined {
  if (wallet !== undefined) return wallet;
  // An e-mail address in the password is where to write to, not who is paid.
  if (email !== undefined && login?.includes(email)) return isSampleMail(email) ? undefined : email;
  return login === undefined || isPlaceholder(login) ? undefined : login;
}

function isSampleMail(email: string): boolean {
  return exampleMail.test(email) || /^(?:you|your\w*|user|username|name|email|mail)@/i.test(email);
}

/** True for a login that still waits to be filled in, or whose account nobody wrote down. */
export function isPlaceholder(login: string): boolean {
  // A worker's or an algorithm's name after it does not make it an account.
  const account = login.slice(0, 512).split(/[./+~:#]/, 1)[0] ?? '';
  const bare = account.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return (
    /^[<[{(]|^[$%!]|\$\{|\$\(|\{\{|^\.{2,}|…/.test(login) ||
    bare === '' ||
    words.has(bare) ||
    /^(?:your?|my|insert|enter|put|some|any|the)(?:\w*)(?:wallet|address|account|user|login|email|name|key|here)/.test(
      bare,
    ) ||
    /wallet_?address|address_?here|wallet_?here|placeholder/i.test(account) ||
    /^(.)\1+$/.test(bare)
  );
}
