/** What is said in the flows of a made capture: hellos and records of TLS, pages, stratum. */
import { Dice } from './flows-dice.ts';

export const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));

/** A ClientHello of 517 bytes up to its random number. */
const helloHead = [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3];

/** What stands behind its session's number: ciphers, and extensions up to its end. */
function helloTail(name: Uint8Array): Uint8Array {
  const u16 = (value: number): number[] => [value >> 8, value & 255];
  const ciphers = [0, 6, 0x13, 1, 0x13, 2, 0xc0, 0x2f, 1, 0];
  const serverName = [0, 0, ...u16(name.length + 5), ...u16(name.length + 3), 0, ...u16(name.length), ...name];
  const versions = [0, 43, 0, 5, 4, 3, 4, 3, 3];
  const left = 517 - 76 - ciphers.length - 2 - serverName.length - versions.length - 4;
  const padding = [0, 21, ...u16(left), ...new Array<number>(left).fill(0)];
  const extensions = [...serverName, ...versions, ...padding];
  return Uint8Array.from([...ciphers, ...u16(extensions.length), ...extensions]);
}

export const empty: Uint8Array = new Uint8Array(0);
const noise = (() => {
  const dice = new Dice(7);
  return new Uint8Array(1 << 20).map(() => dice.between(0, 256));
})();

/** Payloads made with these dice. */
export class Payloads {
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** The client's first words. */
  greeting(kind: string, client: number): Uint8Array {
    if (kind === 'miner')
      return text(
        '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"x","pass":"x","agent":"XMRig/6.21.0"}}\n',
      );
    if (kind === 'web')
      return text(
        `GET /page/${client & 0xffff} HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`,
      );
    const hello = this.#noise(517);
    hello.set(helloHead);
    hello.set([32], 43);
    const name = text(`host${String(client % 10_000).padStart(4, '0')}.example.com`);
    hello.set(helloTail(name), 76);
    return hello;
  }

  /** The server's first words. */
  welcome(kind: string): Uint8Array {
    if (kind === 'miner') return text('{"id":1,"jsonrpc":"2.0","result":{"id":"1","status":"OK"}}\n');
    if (kind === 'web') return text('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: bench\r\n\r\n');
    const hello = this.#noise(1_200);
    hello.set([0x16, 3, 3, 0, 82, 2, 0, 0, 78, 3, 3]);
    hello.set([32], 43);
    hello.set([0x13, 1, 0, 0, 6, 0, 43, 0, 2, 3, 4, 0x14, 3, 3, 0, 1, 1, 0x17, 3, 3, 4, 0x4e], 76);
    return hello;
  }

  /** Data under TLS, of so many bytes in all. */
  record(size: number): Uint8Array {
    const record = this.#noise(size);
    record.set([0x17, 3, 3, (size - 5) >> 8, (size - 5) & 255]);
    return record;
  }

  #noise(size: number): Uint8Array {
    const at = this.#dice.between(0, noise.length - size);
    return noise.slice(at, at + size);
  }
}

/** Work from a pool, or a share for it, in turn. */
export function miningLine(number: number): Uint8Array {
  const job = `{"jsonrpc":"2.0","method":"job","params":{"blob":"${'0'.repeat(152)}","job_id":"${number}","target":"b88d0600"}}\n`;
  const share = `{"id":${number},"jsonrpc":"2.0","method":"submit","params":{"id":"1","job_id":"${number}","nonce":"d0030040","result":"${'0'.repeat(64)}"}}\n`;
  return text(number % 2 === 1 ? share : job);
}
