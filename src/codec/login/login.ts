/**
 * Splits what a miner logs in with. Pools have no common grammar; these forms are in use:
 * `wallet`, `wallet.worker`, `wallet.paymentid.worker`, `wallet.worker/email` (nanopool), `wallet/worker`,
 * `wallet+difficulty`, `wallet~algorithm` (MoneroOcean), `COIN:wallet.worker#referral` (unMineable), an e-mail address
 * (MinerGate) and `user.worker` (pools with accounts of their own).
 * Passwords may hold `worker:email` and `~algorithm` (MoneroOcean), an e-mail address, or options between commas:
 * `d=` and `sd=` difficulty, `ID=` and `n=` worker, `c=` the coin to be paid in, `mc=` the coins to be mined (yiimp and
 * those that took it over: zpool, Zergpool, Prohashing).
 * Sources: XMRig documentation, the pools' help pages (github.com/tpruvot/yiimp, zpool.ca, zergpool.com/site/algo,
 * prohashing.com/help); see "Logins at pools" in the project's facts on Monero.
 * Does not see: a worker given as a bare password, which cannot be told from a password.
 */
import { type AddressReading, readAddress } from '../address/address.ts';

/** What a login says; a part that is not there, or is not literal text, is absent. */
export interface LoginParts {
  /** The checked address; an Ethereum address in one case is taken although it carries no check. */
  wallet?: string;
  /** Lower-case hex, from the integrated address or from the login itself. */
  paymentId?: string;
  worker?: string;
  email?: string;
  difficulty?: number;
}

/** What a login asks of the pool. */
export interface LoginWishes {
  /** Lower case. */
  readonly algorithm?: string;
  /** Ticker of the coin to be paid in, in capitals: seldom what is mined. */
  readonly paidIn?: string;
}

/** Longer logins do not exist; nobody can make us look at more. */
const longestLogin = 512;

export function splitLogin(login: string, password?: string): LoginParts {
  const parts: LoginParts = {};
  const text = unquote(login.trim());
  if (text !== '' && text.length <= longestLogin) readAccount(text, parts);
  if (password !== undefined) readPassword(unquote(password.trim()), parts);
  return parts;
}

/** True where the whole text is an e-mail address of the everyday form. */
export function isEmail(text: string): boolean {
  const at = text.indexOf('@');
  if (at < 1 || at > 64 || text.length > 254) return false;
  const labels = text.slice(at + 1).split('.');
  const top = labels[labels.length - 1] ?? '';
  return (
    /^[\w.+-]+$/.test(text.slice(0, at)) &&
    labels.length >= 2 &&
    labels.every((label) => /^[A-Za-z0-9-]{1,63}$/.test(label)) &&
    /^[A-Za-z]{2,}$/.test(top)
  );
}

function readAccount(text: string, parts: LoginParts): void {
  if (isEmail(text)) {
    parts.email = text;
    return;
  }
  const found = leadingAddress(text);
  if (found) {
    parts.wallet = found.reading.address;
    if (found.reading.paymentId !== undefined) parts.paymentId = found.reading.paymentId;
    readSuffixes(text.slice(found.end), isCryptoNote(found.reading), parts);
    return;
  }
  // Without a wallet a dot means something only where an account name stands before it.
  const dot = text.indexOf('.');
  if (/^[A-Za-z][\w-]{0,31}$/.test(text.slice(0, Math.max(dot, 0)))) takeWorker(text.slice(dot + 1), parts);
}

/** The address at the beginning, also behind `COIN:`, with where it ends. */
function leadingAddress(text: string): { reading: AddressReading; end: number } | undefined {
  const colon = /^[A-Za-z0-9]{2,12}:/.exec(text)?.[0].length ?? 0;
  const end = colon + (/^[A-Za-z0-9]*/.exec(text.slice(colon))?.[0].length ?? 0);
  // `bitcoincash:q…` is part of the address, `XMR:4…` stands before it.
  for (const start of colon > 0 ? [0, colon] : [0]) {
    const reading = readAddress(text.slice(start, end));
    if (reading.status === 'ok') return { reading: reading.value, end };
  }
  return undefined;
}

/** CryptoNote addresses are two keys long; no other coin's is. */
function isCryptoNote(reading: AddressReading): boolean {
  return reading.address.length >= 90;
}

/** What follows the wallet: each part is told by the sign before it. */
function readSuffixes(text: string, cryptoNote: boolean, parts: LoginParts): void {
  // An algorithm's name may hold a slash (`~rx/0`), so it reaches up to the next `+` or `#`.
  for (const [, sign = '', value = ''] of text.matchAll(/~[^+#]*|([./+#])([^/+~#]*)/g)) {
    if (sign === '+') takeDifficulty(value, parts);
    else if (sign === '/' && isEmail(value)) parts.email = value;
    else if (sign === '.' && cryptoNote) takeWorker(takePaymentId(value, parts), parts);
    else if (sign === '.' || sign === '/') takeWorker(value, parts);
  }
}

/** Takes a payment id from the front of `id.worker`; gives back the rest. */
function takePaymentId(text: string, parts: LoginParts): string {
  const id = /^(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{16})(?=\.|$)/.exec(text)?.[0];
  if (id === undefined) return text;
  parts.paymentId ??= id.toLowerCase();
  return text.slice(id.length + 1);
}

/** A worker's name is plain text; `$(hostname)` and `%COMPUTERNAME%` are names nobody knows. */
function takeWorker(text: string, parts: LoginParts): void {
  if (parts.worker === undefined && /^[\w.@=-]{1,64}$/.test(text)) parts.worker = text;
}

function takeDifficulty(text: string, parts: LoginParts): void {
  if (/^[1-9][0-9]{0,14}$/.test(text)) parts.difficulty = Number(text);
}

function readPassword(password: string, parts: LoginParts): void {
  if (password.length > longestLogin) return;
  const text = password.replace(/~.*/, '');
  const colon = text.lastIndexOf(':');
  const email = text.slice(colon + 1);
  if (isEmail(email)) {
    parts.email ??= email;
    if (colon > 0) takeWorker(text.slice(0, colon), parts);
  }
  const options = readOptions(text);
  // A fixed difficulty goes before one to start with.
  takeDifficulty(options.get('d') ?? options.get('sd') ?? '', parts);
  takeWorker(options.get('ID') ?? options.get('n') ?? '', parts);
}

/** `name=value` between commas or semicolons; the first of a name counts. */
function readOptions(text: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|[,;])\s*([A-Za-z]{1,8})=([^,;]*)/g))
    if (!options.has(name)) options.set(name, value.trim());
  return options;
}

export function readWishes(login: string, password = ''): LoginWishes {
  if (login.length > longestLogin || password.length > longestLogin) return {};
  const named = [login, password].flatMap((text) => /~([a-z][a-z0-9/_-]{1,31})(?=[+#]|$)/i.exec(text)?.[1] ?? []);
  const paidIn = readOptions(password).get('c');
  return {
    ...(named[0] !== undefined && { algorithm: named[0].toLowerCase() }),
    ...(paidIn !== undefined && /^[A-Za-z0-9]{2,10}$/.test(paidIn) && { paidIn: paidIn.toUpperCase() }),
  };
}

function unquote(text: string): string {
  const quote = text[0];
  return text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}
