/** Packets of a made capture into its file (pcap: draft-ietf-opsawg-pcap), over Ethernet and IPv4. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** 2024-01-01, in microseconds. */
const begin = 1_704_067_200_000_000;

/** Packets into a file, a megabyte at a time. */
export class CaptureFile {
  readonly #file: number;
  readonly #buffer = new Uint8Array(1 << 20);
  readonly #view = new DataView(this.#buffer.buffer);
  #used = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
    [0xa1b2c3d4, 0x00040002, 0, 0, 262_144, 1].forEach((word, i) => {
      this.#view.setUint32(4 * i, word, true);
    });
    this.#used = 24;
  }

  /** Ethernet and IPv4 around a transport header and a payload. */
  write(time: number, from: number, to: number, protocol: number, header: Uint8Array, payload: Uint8Array): void {
    const ip = 20 + header.length + payload.length;
    if (this.#used + 30 + ip > this.#buffer.length) this.#flush();
    const view = this.#view;
    const at = this.#used;
    const micros = begin + time;
    view.setUint32(at, Math.floor(micros / 1e6), true);
    view.setUint32(at + 4, micros % 1e6, true);
    view.setUint32(at + 8, 14 + ip, true);
    view.setUint32(at + 12, 14 + ip, true);
    this.#buffer.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0], at + 16);
    view.setUint32(at + 30, 0x4500_0000 | ip);
    view.setUint32(at + 34, 0);
    view.setUint32(at + 38, (64 << 24) | (protocol << 16));
    view.setUint32(at + 42, from);
    view.setUint32(at + 46, to);
    this.#buffer.set(header, at + 50);
    this.#buffer.set(payload, at + 50 + header.length);
    this.#used = at + 30 + ip;
  }

  #flush(): void {
    writeSync(this.#file, this.#buffer, 0, this.#used);
    this.#used = 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}
