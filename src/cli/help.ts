/** What the doors are and what they take. */
import { type Door, exit, Mistake } from './door.ts';
import type { Flags } from './flags.ts';

export const overview: string = `Davylamp finds covert cryptocurrency mining in files, folders, captures and logs, and says
where the money goes and how sure that is. It reads, runs nothing, and touches no network
but where a flag names it.

  davylamp scan PATH…              anything: file, folder, capture, log; - reads standard input
  davylamp host                    this machine, or a mounted disk (--root): what runs, starts, was left
  davylamp watch SOURCE…           a growing log, a folder, a socket, -: alerts as they come
  davylamp wallet ADDRESS…         check, decode, fold
  davylamp explain REPORT ID       unfold a claim down to its bytes, an answer down to its figures

  davylamp help COMMAND            its flags
  davylamp --version

Exit code 0: nothing at or above --fail-on. 1: found. 2: wrong use, or nothing could be read.
3: something could not be examined, with --strict.
`;

export async function helpCommand(args: readonly string[], door: Door): Promise<number> {
  const [command] = args;
  await door.write(command === undefined ? overview : await helpOn(command));
  return exit.clear;
}

async function helpOn(command: string): Promise<string> {
  switch (command) {
    case 'scan':
      return page('davylamp scan PATH…', (await import('./scan.ts')).scanFlags, scanNotes);
    case 'host':
      return page('davylamp host', (await import('./host.ts')).hostFlags, hostNotes);
    case 'watch':
      return page('davylamp watch SOURCE…', (await import('./watch.ts')).watchFlags, watchNotes);
    case 'wallet':
      return page('davylamp wallet ADDRESS…', (await import('./wallet.ts')).walletFlags, walletNotes);
    case 'explain':
      return page('davylamp explain REPORT [ID…]', (await import('./explain.ts')).explainFlags, explainNotes);
    default:
      throw new Mistake(`there is no help on "${command}"; there are scan, host, watch, wallet and explain`);
  }
}

const scanNotes = `Reads files, folders (symbolic links are not followed), archives, captures (pcap, pcapng), and logs of
Zeek, Suricata (EVE), Squid, dnsmasq, Pi-hole, BIND and Unbound, CEF, and nfdump's flows as CSV or JSON;
- is standard input. SIZE takes K, M and G.

Stages, lowest first: mention (text that talks of mining), capability (code that can mine), configured
(set to mine for an account), active (seen mining).

  davylamp scan suspicious.bin
  davylamp scan /srv /home --format json --out report.json
  davylamp scan suspicious.bin evidence.yaml --format html --out report.html
  davylamp scan /opt/zeek/logs/2026-11-22
  tcpdump -i any -G 600 -W 1 -w traffic.pcap && davylamp scan traffic.pcap    # ten minutes
`;

const hostNotes = `Looks at processes, at everything that starts by itself, at what was dropped and changed, at containers,
keys and logs, and reads what looks suspicious as scan does. It changes nothing and ends nothing. Read
its report from the top: the verdict, six answers, then what to do in which order. Without root it sees
less, and says what. Files are named as they stand on the machine, for a mounted disk, too.

  sudo davylamp host
  sudo davylamp host --format json --out before.json         # keep it; then clean, restart, wait a day
  sudo davylamp host --verify before.json                    # what is still there, what came back
  sudo davylamp host --format removal --out removal.sh       # steps as a script: read it, then run it yourself
  sudo davylamp host --root /mnt/disk                        # a disk of another machine, mounted read-only
  davylamp explain before.json reach                         # why each item is listed; r1: one of them

Exit code 1 means: set to mine, or mining (--fail-on), or, with --verify, something is still there.
0: neither.
`;

const watchNotes = `Reads what is written to files, to files of a folder, to unix:/PATH (Suricata's eve over a Unix stream)
or to standard input (lines, or a capture), and writes each alert as one line of JSON. Rotated files
are followed. It tells once of each machine and account, again where it gets worse, and each hour while
it goes on (--again). SIGINT (Ctrl-C) and SIGTERM end it; how far it got is kept for the next start.
docs/watch.md has the fields of an alert and what is guaranteed.

  davylamp watch /var/log/suricata/eve.json
  davylamp watch /opt/zeek/logs/current --webhook https://alerts.example.com/mining
  tcpdump -U -w - | davylamp watch -
`;

const walletNotes = `Checks the address's own checksum, decodes coin, network and type, and folds an integrated Monero
address to its base. Exit code 0: all valid. 1: one or more are not.

  davylamp wallet 48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD
  davylamp wallet - --format json < addresses.txt
`;

const explainNotes = `REPORT is a file written by scan or host with --format json. ID is a finding (f1), an observation (o3),
an artifact (a2), a thing to remove (r1) or a question (what, money, entry, reach, who, gone); without
one the contents are listed.
A question unfolds to what its answer was weighed by: how likely each item is under each reading,
what each origin moves, and what would be left without it.

  davylamp explain report.json f1
  davylamp explain report.json who
`;

function page(usage: string, flags: Flags, notes: string): string {
  const rows = Object.entries(flags).map(([name, { takes, short, says }]) => {
    const form = `${short === undefined ? '    ' : `-${short}, `}--${name}${takes === undefined ? '' : ` ${takes}`}`;
    return `  ${form.padEnd(30)} ${says}`;
  });
  return `${[usage, '', notes.trimEnd(), ...(rows.length > 0 ? ['', ...rows] : [])].join('\n')}\n`;
}
