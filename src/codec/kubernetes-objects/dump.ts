/**
 * The objects in what `kubectl get … -o json`, `-o yaml` or `--raw` wrote, and in manifests, one by one, however many
 * there are: lists are cut into their items, files into their documents.
 * Source: https://kubernetes.io/docs/reference/kubectl/; lists as in k8s.io/apimachinery (`items`).
 */
import { type JsonValue, opensDocument, parseDocument } from '../json/document.ts';
import { readBlockYaml } from './block-yaml.ts';

/** Bytes of one object; etcd takes none above 1.5 MiB, which indentation makes longer. */
const longestItem = 8 * 1024 * 1024;

export interface DumpItem {
  /** In the dump, in bytes. */
  readonly offset: number;
  readonly length: number;
  /** Absent where it could not be read or is too long. */
  readonly values?: readonly JsonValue[];
  /** The first bytes. */
  readonly excerpt: Uint8Array;
}

/** Takes the dump in pieces of any size. */
export interface DumpReader {
  push(bytes: Uint8Array): DumpItem[];
  end(): DumpItem[];
}

const excerptBytes = 256;

/** Bytes of an item, which come in pieces. */
class Gathering {
  #pieces: Uint8Array[] = [];
  #length = 0;
  offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length;
    // The item is given up beyond the limit: only its length still counts.
    if (this.#length <= longestItem) this.#pieces.push(bytes.slice());
  }

  item(read: (bytes: Uint8Array) => readonly JsonValue[] | undefined): DumpItem {
    const { offset } = this;
    const length = this.#length;
    if (length > longestItem)
      return { offset, length, excerpt: this.#pieces[0]?.slice(0, excerptBytes) ?? new Uint8Array(0) };
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    const values = read(bytes);
    return { offset, length, excerpt: bytes.slice(0, excerptBytes), ...(values && { values }) };
  }
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];

/** JSON: one list, one object or several behind each other. */
export class JsonDump implements DumpReader {
  #position = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The latest text right below the root, while it may be a key. */
  #key = '';
  #isList = false;
  #item: Gathering | undefined;

  push(bytes: Uint8Array): DumpItem[] {
    const items: DumpItem[] = [];
    /** From where on bytes are not yet in the item. */
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#inString) this.#quoted(byte);
      else if (byte === quote) {
        this.#inString = true;
        if (this.#depth === 1) this.#key = '';
      } else if (opensDocument(byte)) {
        if (this.#opens(byte)) {
          this.#item = new Gathering(this.#position + at);
          from = at;
        }
      } else if (byte === 0x7d || byte === 0x5d) {
        this.#depth = Math.max(0, this.#depth - 1);
        if (this.#isList && this.#depth === 1) this.#isList = false;
        if (this.#depth === (this.#isList ? 2 : 0) && this.#item) {
          this.#item.add(bytes.subarray(from, at + 1));
          items.push(this.#item.item(readJson));
          this.#item = undefined;
        }
      } else if (byte === comma && this.#depth === 1) this.#key = '';
      else if (byte === colon && this.#depth === 0) this.#key = '';
    }
    this.#item?.add(bytes.subarray(from));
    this.#position += bytes.length;
    return items;
  }

  /** True where an item begins here. */
  #opens(byte: number): boolean {
    this.#depth++;
    if (this.#depth === 2 && byte === 0x5b && this.#key === 'items') {
      this.#isList = true;
      this.#item = undefined;
    }
    return this.#depth === (this.#isList ? 3 : 1);
  }

  #quoted(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inString = false;
    else if (this.#depth === 1 && this.#key.length < 8) this.#key += String.fromCharCode(byte);
  }

  end(): DumpItem[] {
    return this.#item && this.#depth > 0 ? [this.#item.item(() => undefined)] : [];
  }
}

function readJson(bytes: Uint8Array): readonly JsonValue[] | undefined {
  const value = parseDocument(bytes, 0, bytes.length);
  return value === undefined ? undefined : [value];
}

/** YAML: documents behind `---`; of a list, its items, which `kubectl` writes at the line's beginning. */
export class YamlDump implements DumpReader {
  #position = 0;
  #isList = false;
  #item: Gathering | undefined;
  /** What stands of a line whose end has not come, and how many of its bytes were cut off. */
  #begun: Uint8Array = new Uint8Array(0);
  #cut = 0;

  push(bytes: Uint8Array): DumpItem[] {
    const items: DumpItem[] = [];
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      items.push(...this.#line(joined(this.#begun, bytes.subarray(from, end + 1))));
      this.#position += this.#cut;
      [this.#begun, this.#cut] = [new Uint8Array(0), 0];
      from = end + 1;
    }
    // A line that long is cut: its item is too long by then.
    const room = longestItem + 1 - this.#begun.length;
    const rest = bytes.subarray(from);
    if (room > 0) this.#begun = joined(this.#begun, rest.slice(0, room));
    this.#cut += Math.max(0, rest.length - room);
    return items;
  }

  end(): DumpItem[] {
    const last = this.#begun.length > 0 ? this.#line(this.#begun) : [];
    return [...last, ...this.#close()];
  }

  #line(line: Uint8Array): DumpItem[] {
    const begin = String.fromCharCode(...line.subarray(0, 8));
    const isDocument = begin.startsWith('---');
    const isItem = this.#isList && begin.startsWith('- ');
    const leavesList = this.#isList && /^[A-Za-z]/.test(begin);
    const closed = isDocument || isItem || leavesList ? this.#close() : [];
    if (isDocument || leavesList) this.#isList = false;
    if (/^items:\s/.test(begin)) {
      this.#isList = true;
      this.#item = undefined;
    } else if (!isDocument) {
      this.#item ??= new Gathering(this.#position);
      this.#item.add(line);
    }
    this.#position += line.length;
    return closed;
  }

  #close(): DumpItem[] {
    const item = this.#item?.item(readYaml);
    this.#item = undefined;
    return item ? [item] : [];
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function readYaml(bytes: Uint8Array): readonly JsonValue[] {
  const { documents } = readBlockYaml(new TextDecoder().decode(bytes));
  return documents.flatMap((document) => (Array.isArray(document) ? document : [document]));
}
