/** Finds the command that the first word names and runs it; a mistake becomes one line and exit code 2. */
import { type Door, exit, Mistake } from './door.ts';

type Command = (args: readonly string[], door: Door) => Promise<number>;

/** Each is loaded when it is asked for: a wallet needs no scanner. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan.ts')).scanCommand,
  host: async () => (await import('./host.ts')).hostCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  wallet: async () => (await import('./wallet.ts')).walletCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  help: async () => help,
};

/** Doors of the design that are not built yet. */
const planned: readonly string[] = ['case', 'intel', 'serve', 'worker'];

export async function run(argv: readonly string[], door: Door): Promise<number> {
  try {
    return await dispatch(argv, door);
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const { escapeText } = await import('../report/escape.ts');
    door.tell(`davylamp: ${escapeText(error.message)}\n`);
    return exit.misuse;
  }
}

async function dispatch(argv: readonly string[], door: Door): Promise<number> {
  const [word, ...rest] = argv;
  if (word === '--version' || word === '-V') return version(door);
  if (word === undefined) {
    const { overview } = await import('./help.ts');
    door.tell(overview);
    return exit.misuse;
  }
  if (isHelpFlag(word)) return help(rest, door);
  const load = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!load) throw new Mistake(await unknown(word));
  if (rest.slice(0, endOfFlags(rest)).some(isHelpFlag)) return help([word], door);
  const command = await load();
  return command(rest, door);
}

function isHelpFlag(word: string): boolean {
  return word === '--help' || word === '-h';
}

const help: Command = async (args, door) => (await import('./help.ts')).helpCommand(args, door);

async function version(door: Door): Promise<number> {
  const { version } = await import('../engine/version.ts');
  await door.write(`davylamp ${version}\n`);
  return exit.clear;
}

/** Where `--` stands: what follows it is never a flag. */
function endOfFlags(args: readonly string[]): number {
  const at = args.indexOf('--');
  return at < 0 ? args.length : at;
}

async function unknown(word: string): Promise<string> {
  if (planned.includes(word))
    return `"${word}" is planned and not built yet; now there are scan, host, watch, wallet and explain`;
  const { closest } = await import('./flags.ts');
  const guess = closest(word, Object.keys(commands));
  const hint = guess === undefined ? 'see davylamp --help' : `did you mean "davylamp ${guess}"?`;
  return `there is no command "${word}"; ${hint}`;
}
