/**
 * Where processes come from, over several generations: a shell that a service started starts what fetches, and a package's
 * script what mines. By the numbers of processes, as far as the log tells of their parents; a number is used again after a
 * while, and then the later process counts.
 */
import type { ProcessWords } from './process-words.ts';
import { serviceOf, serviceOfAccount } from './services.ts';

interface Ancestry {
  readonly program: string;
  readonly command: string;
  readonly service: Service | undefined;
  readonly installs: boolean;
}

type Service = NonNullable<ReturnType<typeof serviceOf>>;

const mostKnown = 10_000;

/** Package managers at work; `npm start` and the like run what is the owner's. */
const installers =
  /\b(?:npm|npm-cli\.js|pnpm|pnpm\.cjs|bun)\b.{0,80}\s(?:i|install|ci|add|update)\b|\byarn(?:\.js)?\s(?:install|add)\b|\bpip[\d.]*\b.{0,80}\sinstall\b|setup\.py.{0,40}\sinstall\b|\bgem\s+install\b/;
/** What they start on behalf of whoever called them. */
const runners = /\b(?:npm|npx|yarn|pnpm)\b/;

export interface Descent {
  /** With its parent's name, where the log gave only a number. */
  readonly words: ProcessWords;
  /** The service that it descends from. */
  readonly service: Service | undefined;
  /** It descends from a package manager that installs. */
  readonly installs: boolean;
}

export class Lineage {
  readonly #known = new Map<string, Ancestry>();

  of(read: ProcessWords, machine: string | undefined): Descent {
    const above = read.parentPid === undefined ? undefined : this.#known.get(`${machine} ${read.parentPid}`);
    const isNamed = read.parent !== '' || above === undefined;
    const words = isNamed ? read : { ...read, parent: above.program, parentCommand: above.command };
    const descent = {
      words,
      service: serviceAbove(words) ?? above?.service,
      installs: above?.installs === true || installers.test(`${words.parent} ${words.parentCommand}`),
    };
    if (read.pid !== undefined) this.#remember(`${machine} ${read.pid}`, descent);
    return descent;
  }

  #remember(key: string, { words: { program, command }, service, installs }: Descent): void {
    this.#known.delete(key);
    // What is itself a service is no deed of the one that started it: a server in a container.
    const own = serviceOf(program, command) === undefined ? service : undefined;
    this.#known.set(key, { program, command, service: own, installs: installs || installers.test(command) });
    const [oldest] = this.#known.size > mostKnown ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

function serviceAbove({ parent, parentCommand, user }: ProcessWords): Service | undefined {
  if (parent === '') {
    const account = serviceOfAccount(user);
    return account === undefined ? undefined : { id: account, busy: true };
  }
  return runners.test(parentCommand) ? undefined : serviceOf(parent, parentCommand);
}

/** The file that was started; by the command's first word where the log names none. */
export function programOf({ program, command }: ProcessWords): string {
  return program || (command.trim().split(/\s/, 1)[0] ?? '');
}
