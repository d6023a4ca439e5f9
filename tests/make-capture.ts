/** Makes captures byte by byte for tests, independent of the code that reads them. */

export interface Frame {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly time?: number;
  /** Length on the wire, where the sniffer cut the packet. */
  readonly original?: number;
  /** pcapng: number of the interface. */
  readonly from?: number;
}

export function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
}

export function text(value: string): Uint8Array {
  return Buffer.from(value, 'latin1');
}

/** Numbers of `size` bytes one after another. */
export function numbers(size: 1 | 2 | 4 | 8, little: boolean, ...values: readonly number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(size * values.length));
  values.forEach((value, i) => {
    if (size === 8) out.setBigInt64(8 * i, BigInt(Math.round(value)), little);
    else if (size === 4) out.setUint32(4 * i, value >>> 0, little);
    else if (size === 2) out.setUint16(2 * i, value, little);
    else out.setUint8(i, value);
  });
  return new Uint8Array(out.buffer);
}

const u16 = (...values: readonly number[]): Uint8Array => numbers(2, false, ...values);
const u32 = (...values: readonly number[]): Uint8Array => numbers(4, false, ...values);

// --- files ----------------------------------------------------------------------------------------------------

export interface PcapForm {
  readonly little?: boolean;
  readonly nano?: boolean;
  /** Kuznetzov's longer records. */
  readonly modified?: boolean;
  readonly link?: number;
}

/** 2024-01-01, and a millisecond more for each packet. */
const begin = 1_704_067_200_000;

export function pcap(frames: readonly Frame[], { little = true, nano, modified, link = 1 }: PcapForm = {}): Uint8Array {
  const magic = modified ? 0xa1b2cd34 : nano ? 0xa1b23c4d : 0xa1b2c3d4;
  const head = [numbers(4, little, magic), numbers(2, little, 2, 4), numbers(4, little, 0, 0, 262_144, link)];
  const records = frames.flatMap(({ bytes, time, original }, i) => {
    const at = time ?? begin + i;
    const seconds = Math.floor(at / 1000);
    const fraction = Math.round((at - seconds * 1000) * (nano ? 1e6 : 1e3));
    const header = numbers(4, little, seconds, fraction, bytes.length, original ?? bytes.length);
    return [header, modified ? new Uint8Array(8) : new Uint8Array(0), bytes];
  });
  return join(...head, ...records);
}

export function block(type: number, body: Uint8Array, little = true): Uint8Array {
  const padded = join(body, new Uint8Array(-body.length & 3));
  const length = numbers(4, little, padded.length + 12);
  return join(numbers(4, little, type), length, padded, length);
}

function option(code: number, value: Uint8Array, little = true): Uint8Array {
  return join(numbers(2, little, code, value.length), value, new Uint8Array(-value.length & 3));
}

export function sectionHeader(little = true): Uint8Array {
  const body = join(
    numbers(4, little, 0x1a2b3c4d),
    numbers(2, little, 1, 0),
    numbers(4, little, 0xffffffff, 0xffffffff),
  );
  return block(0x0a0d0d0a, body, little);
}

export interface InterfaceForm {
  readonly link?: number;
  readonly snap?: number;
  /** if_tsresol's byte. */
  readonly resolution?: number;
  readonly offsetSeconds?: number;
}

export function describeInterface(
  { link = 1, snap = 0, resolution, offsetSeconds }: InterfaceForm,
  little = true,
): Uint8Array {
  const options = [option(2, text('eth0'), little), option(1, text('a comment'), little)];
  if (resolution !== undefined) options.push(option(9, Uint8Array.of(resolution), little));
  if (offsetSeconds !== undefined) options.push(option(14, numbers(8, little, offsetSeconds), little));
  return block(
    1,
    join(numbers(2, little, link, 0), numbers(4, little, snap), ...options, option(0, new Uint8Array(0))),
    little,
  );
}

/** Ticks in a second by if_tsresol. */
function ticks(resolution = 6): number {
  return (resolution & 0x80) === 0 ? 10 ** resolution : 2 ** (resolution & 0x7f);
}

export type PacketBlock = 'enhanced' | 'simple' | 'obsolete';

export function packetBlock(
  frame: Frame,
  index: number,
  form: InterfaceForm,
  kind: PacketBlock,
  little = true,
): Uint8Array {
  const { bytes, from = 0 } = frame;
  const original = frame.original ?? bytes.length;
  const padding = new Uint8Array(-bytes.length & 3);
  if (kind === 'simple') return block(3, join(numbers(4, little, original), bytes), little);
  const seconds = (frame.time ?? begin + index) / 1000 - (form.offsetSeconds ?? 0);
  const stamp = (BigInt(Math.round(seconds * 1e6)) * BigInt(ticks(form.resolution))) / 1_000_000n;
  const words = numbers(4, little, Number(stamp >> 32n), Number(stamp & 0xffffffffn), bytes.length, original);
  const comment = option(1, text('hello'), little);
  if (kind === 'obsolete') return block(2, join(numbers(2, little, from, 0), words, bytes, padding, comment), little);
  return block(6, join(numbers(4, little, from), words, bytes, padding, comment), little);
}

export interface PcapngForm {
  readonly little?: boolean;
  readonly interfaces?: readonly InterfaceForm[];
  readonly kind?: PacketBlock;
}

/** One section. */
export function pcapng(
  frames: readonly Frame[],
  { little = true, interfaces = [{}], kind = 'enhanced' }: PcapngForm = {},
): Uint8Array {
  const unknown = block(0x7777, text('skip me'), little);
  return join(
    sectionHeader(little),
    ...interfaces.map((form) => describeInterface(form, little)),
    unknown,
    ...frames.map((frame, i) => packetBlock(frame, i, interfaces[frame.from ?? 0] ?? {}, kind, little)),
    block(4, new Uint8Array(4), little),
  );
}

// --- layers ---------------------------------------------------------------------------------------------------

export function ethernet(payload: Uint8Array, type?: number): Uint8Array {
  const guess = payload[0] !== undefined && payload[0] >> 4 === 6 ? 0x86dd : 0x0800;
  return join([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2], u16(type ?? guess), payload);
}

/** What stands after an Ethernet type that says so: the tag, the inner type, the payload. */
export function tagged(inner: Uint8Array, innerType = 0x0800): Uint8Array {
  return join(u16(7, innerType), inner);
}

function address(dotted: string): readonly number[] {
  if (!dotted.includes(':')) return dotted.split('.').map(Number);
  const [left = '', right = ''] = dotted.split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const zeros = new Array<number>(8 - groups(left).length - groups(right).length).fill(0);
  return [...u16(...groups(left), ...zeros, ...groups(right))];
}

export interface IpForm {
  readonly source?: string;
  readonly target?: string;
  readonly protocol?: number;
  readonly identification?: number;
  /** Of a fragment, in bytes. */
  readonly offset?: number;
  readonly more?: boolean;
  /** Instead of the true one. */
  readonly totalLength?: number;
}

export function ipv4(payload: Uint8Array, form: IpForm = {}): Uint8Array {
  const { source = '10.0.0.1', target = '1.2.3.4', protocol = 6, identification = 1, offset = 0, more = false } = form;
  const flags = (more ? 0x2000 : 0) | (offset / 8);
  const total = form.totalLength ?? 20 + payload.length;
  return join(
    [0x45, 0],
    u16(total, identification, flags),
    [64, protocol, 0, 0],
    address(source),
    address(target),
    payload,
  );
}

export function ipv6(
  payload: Uint8Array,
  { source = 'fd00::1', target = '2001:db8::2', protocol = 6 }: IpForm = {},
): Uint8Array {
  return join([0x60, 0, 0, 0], u16(payload.length), [protocol, 64], address(source), address(target), payload);
}

export interface TcpForm {
  readonly from?: number;
  readonly to?: number;
  readonly sequence?: number;
  readonly acknowledgement?: number;
  /** FIN 1, SYN 2, RST 4, PSH 8, ACK 16; PSH and ACK if absent. */
  readonly flags?: number;
  readonly options?: Uint8Array;
}

export function tcp(payload: Uint8Array, form: TcpForm = {}): Uint8Array {
  const { from = 50_000, to = 3333, sequence = 1, acknowledgement = 0, flags = 24, options = new Uint8Array(0) } = form;
  const header = 20 + options.length;
  return join(
    u16(from, to),
    u32(sequence, acknowledgement),
    [(header / 4) << 4, flags],
    u16(65_535, 0xdead, 0),
    options,
    payload,
  );
}

export function udp(payload: Uint8Array, from = 5000, to = 53): Uint8Array {
  return join(u16(from, to, 8 + payload.length, 0), payload);
}

// --- a conversation ---------------------------------------------------------------------------------------------

/** Sends one side's and the other side's segments in turn, as frames; sequence numbers count by themselves. */
export class Talk {
  readonly frames: Frame[] = [];
  readonly #next: [number, number];
  readonly #client: { address: string; port: number };
  readonly #server: { address: string; port: number };
  readonly #wrap: (segment: Uint8Array, form: IpForm) => Uint8Array;

  constructor(
    options: {
      client?: string;
      clientPort?: number;
      server?: string;
      serverPort?: number;
      initial?: number;
      v6?: boolean;
    } = {},
  ) {
    this.#client = {
      address: options.client ?? (options.v6 ? 'fd00::1' : '10.0.0.1'),
      port: options.clientPort ?? 50_000,
    };
    this.#server = {
      address: options.server ?? (options.v6 ? '2001:db8::2' : '1.2.3.4'),
      port: options.serverPort ?? 3333,
    };
    this.#next = [options.initial ?? 1000, 900_000];
    this.#wrap = (segment, form) => ethernet(options.v6 ? ipv6(segment, form) : ipv4(segment, form));
  }

  /** The frame of a segment; `sequence` instead of the next one leaves the count alone. */
  frame(side: 0 | 1, payload: string, flags = 24, sequence?: number): Frame {
    const [self, peer] = side === 0 ? [this.#client, this.#server] : [this.#server, this.#client];
    const form = { from: self.port, to: peer.port, sequence: sequence ?? this.#next[side], flags };
    const acknowledgement = (flags & 16) === 0 ? 0 : this.#next[side === 0 ? 1 : 0];
    if (sequence === undefined) this.#next[side] += payload.length + (flags & 1) + ((flags >> 1) & 1);
    const segment = tcp(text(payload), { ...form, acknowledgement });
    return { bytes: this.#wrap(segment, { source: self.address, target: peer.address }) };
  }

  next(side: 0 | 1): number {
    return this.#next[side];
  }

  send(side: 0 | 1, payload: string, flags?: number, sequence?: number): this {
    this.frames.push(this.frame(side, payload, flags, sequence));
    return this;
  }

  /** Sends nothing, and counts it as sent. */
  lose(side: 0 | 1, payload: string): this {
    this.frame(side, payload);
    return this;
  }

  open(): this {
    return this.send(0, '', 2).send(1, '', 18).send(0, '', 16);
  }

  close(): this {
    return this.send(0, '', 17).send(1, '', 17).send(0, '', 16);
  }
}
