/**
 * Runs 7-Zip (7z-wasm, 7-Zip 24.09 as WebAssembly) on one archive. Every call has an instance of its own, whose file
 * system is in memory: the archive is its one input, and what it unpacks goes to an `Intake`, never to a disk.
 * Source: https://github.com/use-strict/7z-wasm and Emscripten's file system API.
 * Does not see: what 7-Zip cannot read. Its memory is bounded, so that an archive cannot ask for a dictionary of
 * gigabytes; then 7-Zip says that it can't allocate it.
 */
import type { SevenZipModule, SevenZipModuleFactory, SevenZipModuleOptions } from '7z-wasm';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { archivePath } from '../../codec/seven-zip/printed.ts';
import type { Host } from '../../model/host.ts';

/** Takes what is unpacked, in order. */
export interface Intake {
  /** A file begins; its path is the one below the folder that is unpacked to. */
  open(path: string): void;
  /** Its next bytes: to be copied. False ends the unpacking. */
  write(bytes: Uint8Array): boolean;
}

/** How a call ended. */
export interface Printed {
  /** 0 well, 1 with warnings, 2 with errors, 7 wrong use, 8 no memory; undefined where it did not come to an end. */
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly errors: string;
  /** `late`: it took too long and was ended; `threw`: it gave up on the archive; `crashed`: it went wrong itself. */
  readonly end: 'done' | 'late' | 'threw' | 'crashed';
  readonly crash?: string;
}

/** The most that 7-Zip may hold, in bytes: a dictionary of 256 MiB and all it needs besides. */
const memoryBytes = 512 * 1024 * 1024;

/** The most text that is kept of what it prints: a line for each of 100,000 files and some. */
const printedBytes = 32 * 1024 * 1024;

/** Emscripten's number for "no space left", the one error after which 7-Zip gives up at once. */
const noSpace = 51;

const outputFolder = '/out/';

/** As much of the host's WebAssembly as is used here: neither a browser's nor Node's types are taken (stack.md). */
interface WebAssemblyHost {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => object;
}

/** What the package's types leave out (Emscripten, `Module.instantiateWasm` and `FS.ErrnoError`). */
interface UntypedOptions {
  instantiateWasm(imports: Imports, done: (instance: object, module: object) => void): object;
}
interface Imports {
  readonly env: { emscripten_resize_heap(bytes: number): unknown };
}
interface Stream {
  readonly fd: number;
  readonly path: string;
  position: number;
}
interface FileSystem {
  readonly ErrnoError: new (number: number) => Error;
  open(path: string, flags: number | string, mode?: number): Stream;
  write(stream: Stream, from: Uint8Array, offset: number, length: number, position?: number, canOwn?: boolean): number;
  close(stream: Stream): void;
  ftruncate(fd: number, length: number): void;
}

// The language's own library does not declare WebAssembly.
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WebAssemblyHost };
let compiled: Promise<object> | undefined;

async function compile(host: Host): Promise<object> {
  return wasm.compile(await host.asset('7z'));
}

/**
 * Calls 7-Zip as from a command line; the archive's path is added.
 * @param ms time it may take where the host can end it
 */
export async function runSevenZip(
  archive: Uint8Array,
  command: readonly string[],
  host: Host,
  ms: number,
  intake?: Intake,
): Promise<Printed> {
  const output = new Text();
  const errors = new Text();
  try {
    const instance = await instantiate(host, output, errors);
    // The types leave out what Emscripten gives besides; see FileSystem.
    const files = instance.FS as unknown as FileSystem;
    const stream = files.open(archivePath, 'w');
    // Owned, so not copied: nothing below writes to it.
    files.write(stream, archive, 0, archive.length, 0, true);
    files.close(stream);
    if (intake) redirect(files, intake);
    let exitCode: number | undefined;
    const finished = keepingExitCode(() =>
      host.within(ms, () => {
        // It returns the exit code, whatever its type says.
        exitCode = instance.callMain([...command, archivePath]) as unknown as number | undefined;
      }),
    );
    return { exitCode, output: output.text(), errors: errors.text(), end: finished ? 'done' : 'late' };
  } catch (error) {
    const printed = { exitCode: undefined, output: output.text(), errors: errors.text() };
    // A number is the address of an exception that 7-Zip threw at bytes that break their format's rules.
    if (typeof error === 'number') return { ...printed, end: 'threw' };
    return { ...printed, end: 'crashed', crash: String(error) };
  }
}

/** Emscripten sets the exit code of the process that it runs in to 7-Zip's. */
function keepingExitCode<T>(work: () => T): T {
  // A browser has no process, so no type may say that there is one.
  const { process } = globalThis as { process?: { exitCode: unknown } };
  const before = process?.exitCode;
  try {
    return work();
  } finally {
    if (process) process.exitCode = before;
  }
}

async function instantiate(host: Host, output: Text, errors: Text): Promise<SevenZipModule> {
  compiled ??= compile(host);
  const module = await compiled;
  const { default: loaded } = await import('7z-wasm');
  const options: Partial<SevenZipModuleOptions> & UntypedOptions = {
    stdin: () => -1,
    stdout: (byte) => output.add(byte),
    stderr: (byte) => errors.add(byte),
    instantiateWasm(imports, done) {
      const instance = new wasm.Instance(module, bounded(imports));
      done(instance, module);
      return instance;
    },
  };
  // Its types speak of a CommonJS module's exports; as an ES module in a bundle, and to Node, this is the function.
  const factory = loaded as unknown as SevenZipModuleFactory;
  return factory(options);
}

function bounded(imports: Imports): object {
  const grow = imports.env.emscripten_resize_heap;
  const env = { ...imports.env, emscripten_resize_heap: (bytes: number) => bytes >>> 0 <= memoryBytes && grow(bytes) };
  return { ...imports, env };
}

/** Turns writes below the output folder to the intake: nothing is kept in the instance's own file system. */
function redirect(files: FileSystem, intake: Intake): void {
  const open = files.open.bind(files);
  const write = files.write.bind(files);
  const ours = new Set<Stream>();
  files.open = (path, flags, mode) => {
    const stream = open(path, flags, mode);
    // It is a number where 7-Zip opens: the lowest bits say whether it writes.
    if (typeof flags !== 'number' || (flags & 3) === 0 || !path.startsWith(outputFolder)) return stream;
    ours.add(stream);
    intake.open(path.slice(outputFolder.length));
    return stream;
  };
  files.write = (stream, from, offset, length, position, canOwn) => {
    if (!ours.has(stream)) return write(stream, from, offset, length, position, canOwn);
    if (!intake.write(new Uint8Array(from.buffer, from.byteOffset + offset, length)))
      throw new files.ErrnoError(noSpace);
    stream.position += length;
    return length;
  };
  // Sizes that are set beforehand would take memory.
  files.ftruncate = () => {};
}

/** Bytes that are printed, up to a bound. */
class Text {
  #bytes = new Uint8Array(4096);
  #length = 0;

  /** A byte; null where the stream is flushed. */
  add(byte: number | null): void {
    if (byte === null || this.#length >= printedBytes) return;
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(this.#length * 2);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#length++] = byte;
  }

  /** UTF-8, or one character a byte where a name is none. */
  text(): string {
    const bytes = this.#bytes.subarray(0, this.#length);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return latin1(bytes);
    }
  }
}
