/**
 * What traffic shows where it can't be read, and what sensors that watched it wrote down. A sensor's record says what
 * the sensor says: `sensor` tells whose word it is.
 */
import { z } from 'zod';

const isoTime = z.iso.datetime();
const endpoint = z.string().describe('address:port, IPv6 in brackets; the address alone where no port is known');
const count = z.number().int().nonnegative();

/** Who saw it: packets that Davylamp read itself, or somebody's log. */
const sensorSchema = z.enum(['capture', 'zeek', 'suricata', 'netflow', 'cef', 'dns-log', 'proxy-log']);
export type Sensor = z.infer<typeof sensorSchema>;

/** Many values in three figures. */
const spreadSchema = z.strictObject({
  median: z.number().nonnegative(),
  low: z.number().nonnegative().describe('the lower quartile'),
  high: z.number().nonnegative().describe('the upper quartile'),
});
export type Spread = z.infer<typeof spreadSchema>;

/**
 * How the messages of one conversation followed each other, by times and sizes alone. A burst of payload in one
 * direction without a pause is a message. `push`: the server speaks though nothing was asked of it; `request`: the
 * client speaks first; `answer`: the server speaks within a moment after a request.
 */
const rhythmSchema = z.strictObject({
  pushes: count,
  requests: count,
  answers: count.describe('requests that the server answered within 5 seconds'),
  replies: count.describe('pushes that the client answered within 1 second'),
  pushSeconds: spreadSchema.optional().describe('between a push and the next one'),
  requestSeconds: spreadSchema.optional().describe('between a request and the next one'),
  pushBytes: spreadSchema.optional().describe('payload of a push'),
  requestBytes: spreadSchema.optional(),
  answerBytes: spreadSchema.optional(),
  answerSeconds: spreadSchema.optional().describe('between a request and its answer'),
  longestPauseSeconds: z.number().nonnegative().optional(),
});
export type Rhythm = z.infer<typeof rhythmSchema>;

const connection = z.string().optional().describe('what the sensor calls the connection, in all of its logs');

/** What can be said of a flow without reading it. */
export const flowCadenceSchema = z.strictObject({
  client: endpoint,
  server: endpoint,
  transport: z.enum(['tcp', 'udp']),
  sensor: sensorSchema,
  connection,
  start: isoTime.optional(),
  seconds: z.number().nonnegative().optional().describe('from the first packet to the last one'),
  bytesUp: count.optional().describe('from client to server: payload, or what the sensor counts'),
  bytesDown: count.optional(),
  packetsUp: count.optional().describe('packets with payload where Davylamp counted them; what the sensor counts else'),
  packetsDown: count.optional(),
  records: count.optional().describe('records of a sensor that were joined into this one; 1 where absent'),
  encrypted: z.boolean().optional().describe('it began with a TLS handshake, or the sensor says so'),
  /** Names that stand beside it: SNI, DNS answers that gave the server its address, the sensor's own. */
  names: z.array(z.string()).optional(),
  oddities: z.array(z.string()).optional().describe('what the sensor found odd in it, by its own names of such events'),
  rhythm: rhythmSchema.optional().describe('only where single packets were seen'),
});
export type FlowCadence = z.infer<typeof flowCadenceSchema>;

/** The open part of a TLS conversation; or a certificate alone, where a log tells of it and names nobody beside it. */
export const tlsHandshakeSchema = z.strictObject({
  client: endpoint.optional(),
  server: endpoint.optional(),
  sensor: sensorSchema,
  connection,
  version: z.string().optional().describe('TLS 1.2, TLS 1.3, … as agreed, or offered where no answer was seen'),
  serverName: z.string().optional().describe('SNI'),
  alpn: z.array(z.string()).optional(),
  cipher: z.string().optional().describe('the one agreed on, by its IANA number in hex where no name was given'),
  ja3: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  ja3s: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  ja4: z.string().optional(),
  certificate: z
    .strictObject({
      subject: z.string().optional(),
      issuer: z.string().optional(),
      names: z.array(z.string()).optional().describe('subject alternative names'),
      sha1: z
        .string()
        .regex(/^[0-9a-f]{40}$/)
        .optional(),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      notBefore: isoTime.optional(),
      notAfter: isoTime.optional(),
      selfSigned: z.boolean().optional().describe('issuer and subject are the same; no signature is verified'),
    })
    .optional()
    .describe('absent in TLS 1.3, which encrypts it'),
  certificateIds: z
    .array(z.string())
    .optional()
    .describe(
      'what the sensor calls the certificates that were shown, or the one that it tells of, in all of its logs',
    ),
  start: isoTime.optional(),
});
export type TlsHandshake = z.infer<typeof tlsHandshakeSchema>;

/** A host asked for a name, as the network saw it. */
export const nameLookupSchema = z.strictObject({
  name: z.string().describe('lower case, without the last dot'),
  sensor: sensorSchema,
  client: endpoint.optional().describe('who asked; absent where the log does not say'),
  resolver: endpoint.optional(),
  type: z.string().optional().describe('A, AAAA, HTTPS, TXT, …'),
  answers: z.array(z.string()).optional().describe('addresses and names that came back'),
  outcome: z.enum(['asked', 'answered', 'none', 'refused', 'blocked']).optional(),
  times: count.optional().describe('lookups that were joined into this one; 1 where absent'),
  start: isoTime.optional(),
  end: isoTime.optional(),
});
export type NameLookup = z.infer<typeof nameLookupSchema>;

/** A file that a sensor saw pass. Its name and type are what the traffic says of it; Davylamp has not seen its bytes. */
const passedFileSchema = z.strictObject({
  name: z.string().optional(),
  sender: z.enum(['client', 'server']).optional(),
  over: z.string().optional().describe('the protocol, where it is not HTTP: SMB, FTP_DATA, …'),
  mimeType: z.string().optional(),
  bytes: count.optional(),
  md5: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  sha1: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type PassedFile = z.infer<typeof passedFileSchema>;

/** One request that a web or proxy sensor wrote down, or a file that it saw pass, with what it knew of the request. */
export const httpRequestSchema = z.strictObject({
  client: endpoint.optional(),
  server: endpoint.optional(),
  sensor: sensorSchema,
  method: z.string().optional(),
  host: z.string().optional().describe('name or address, without the port'),
  port: z.number().int().min(1).max(65535).optional(),
  path: z.string().optional(),
  agent: z.string().optional(),
  status: z.number().int().optional(),
  tunnel: z.boolean().optional().describe('CONNECT: what went through was not seen'),
  bytesUp: count.optional(),
  bytesDown: count.optional(),
  seconds: z.number().nonnegative().optional(),
  user: z.string().optional().describe('who authenticated to the proxy'),
  outcome: z.enum(['allowed', 'denied']).optional(),
  file: passedFileSchema.optional(),
  start: isoTime.optional(),
});
export type HttpRequest = z.infer<typeof httpRequestSchema>;

/** Another tool's alarm about mining. It is that tool's claim: a fact is only that it was raised. */
export const sensorAlertSchema = z.strictObject({
  sensor: sensorSchema,
  product: z.string().optional().describe('vendor and product as the log names them'),
  signature: z.string().describe('its words'),
  id: z.string().optional().describe('number of the rule'),
  category: z.string().optional(),
  severity: z.string().optional(),
  client: endpoint.optional(),
  server: endpoint.optional(),
  name: z.string().optional().describe('host name in it'),
  action: z.enum(['allowed', 'blocked']).optional(),
  times: count.optional().describe('alarms that were joined into this one; 1 where absent'),
  start: isoTime.optional(),
  end: isoTime.optional(),
});
export type SensorAlert = z.infer<typeof sensorAlertSchema>;
