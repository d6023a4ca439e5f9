/** `davylamp wallet ADDRESS…`: checks an address, decodes it and folds it to the account behind it. */
import { readAddress } from '../codec/address/address.ts';
import { knownWallet } from '../intel/wallets/known-wallet.ts';
import { jsonLine } from '../report/json.ts';
import { renderWallets, type WalletReading } from '../report/wallet.ts';
import { appearance, type Door, exit, Mistake } from './door.ts';
import { type Flags, oneOf, readFlags } from './flags.ts';

export const walletFlags: Flags = {
  format: { takes: 'FORMAT', short: 'f', says: 'text or json (default text)' },
};

/** Characters; every address is shorter by far. */
const longestAddress = 256;
/** Bytes of standard input. */
const longestInput = 64 * 1024 * 1024;

export async function walletCommand(args: readonly string[], door: Door): Promise<number> {
  const { operands, values } = readFlags(args, walletFlags);
  const format = oneOf('format', values.get('format') ?? 'text', ['text', 'json'] as const);
  const texts = operands.includes('-')
    ? [...operands.filter((text) => text !== '-'), ...(await readWords(door))]
    : operands;
  if (texts.length === 0)
    throw new Mistake('wallet needs an address; davylamp wallet ADDRESS…, or - for standard input');
  const readings = texts.map(readWallet);
  if (format === 'json') for (const reading of readings) await door.write(jsonLine(reading));
  else await door.write(renderWallets(readings, appearance(door)));
  return readings.every(({ wallet }) => wallet !== undefined) ? exit.clear : exit.found;
}

/** What one text is, or why it is no address. */
export function readWallet(text: string): WalletReading {
  const input = text.trim();
  if (input.length > longestAddress)
    return { input: input.slice(0, longestAddress), reason: 'far too long for an address' };
  const result = readAddress(input);
  if (result.status === 'not-this-format')
    return { input, reason: 'not shaped like an address of any coin known here' };
  if (result.status !== 'ok') return { input, reason: result.what };
  const known = knownWallet(result.value);
  return {
    input,
    wallet: {
      ...result.value,
      ...(known ? { known: known.known, knownWhy: `${known.why}; source: ${known.source}, ${known.asOf}` } : {}),
    },
  };
}

async function readWords(door: Door): Promise<string[]> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of door.stdin) {
    bytes += chunk.length;
    if (bytes > longestInput)
      throw new Mistake('more than 64 MB on standard input; give davylamp scan - a list that long');
    text += decoder.decode(chunk, { stream: true });
  }
  return `${text}${decoder.decode()}`.split(/\s+/).filter((word) => word !== '');
}
