import { isUtf8 } from 'node:buffer';
import { raise } from '../../document/limits.ts';
import { randomBytes } from 'node:crypto';
import type { SentMessage } from '../recordings/sent.ts';
import { readClosing, type Closing } from './websocket-close.ts';

/** What came over a WebSocket. */
export type Received =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** Of a binary message that is no text in UTF-8. */
      readonly bytes?: Buffer;
    }
  | { readonly kind: 'ping'; readonly payload: Buffer }
  | Closing;

/** Reads the frames of one end. */
export interface FrameReader {
  /** Takes the bytes that come next, in whatever pieces; gives what they come to. */
  read(bytes: Buffer): readonly Received[];
  /** Whether a frame or a message has begun and not ended. */
  isMidway(): boolean;
}

const continuation = 0;
const binary = 2;
const close = 8;
const ping = 9;
const pong = 10;

/** Takes an opcode and a payload; gives one frame of a client: whole, and masked (RFC 6455 section 5.3). */
function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + extended);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127);
  if (extended === 2) head.writeUInt16BE(length, 2);
  if (extended === 8) head.writeBigUInt64BE(BigInt(length), 2);
  const mask = randomBytes(4);
  const masked = Buffer.from(payload);
  for (let at = 0; at < length; at += 1) masked[at] = (masked[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return Buffer.concat([head, mask, masked]);
}

/** Takes a text; gives the frame that sends it. */
export function textFrame(text: string): Buffer {
  return clientFrame(1, Buffer.from(text));
}

/** Takes what is binary; gives the frame that sends it. */
export function binaryFrame(bytes: Uint8Array): Buffer {
  return clientFrame(binary, Buffer.from(bytes));
}

/** Takes the payload of a ping; gives the frame that answers it. */
export function pongFrame(payload: Buffer): Buffer {
  return clientFrame(pong, payload);
}

/** Gives the frame that ends a conversation as it should (status 1000). */
export function closeFrame(): Buffer {
  return clientFrame(close, Buffer.from([3, 232]));
}

/**
 * Takes how many bytes a message may have, and who sends them; gives what reads the frames that come from there. Binary
 * messages are read as UTF-8 where they can be.
 */
export function createFrameReader(maxBytes: number, from: SentMessage['from'] = 'provider'): FrameReader {
  // What came of a frame that is not whole is put together once it is.
  let pieces: Buffer[] = [];
  let held = 0;
  let needed = 2;
  let parts: Buffer[] | undefined;
  let length = 0;
  let isBinary = false;

  const take = (final: boolean, opcode: number, payload: Buffer): Received | undefined => {
    if (opcode >= close) {
      if (opcode > pong) return { kind: 'broken', reason: `a frame has the unknown opcode ${opcode}` };
      if (!final) return broken('a control frame is fragmented', '5.4');
      if (payload.length > 125) return broken('a control frame has more than 125 bytes', '5.5');
      if (opcode === close) return readClosing(payload);
      return opcode === ping ? { kind: 'ping', payload } : undefined;
    }
    if (opcode > binary) return { kind: 'broken', reason: `a frame has the unknown opcode ${opcode}` };
    if ((opcode === continuation) !== (parts !== undefined))
      return broken('a message was not continued as it was begun', '5.4');
    if (parts === undefined) isBinary = opcode === binary;
    parts ??= [];
    if (payload.length > 0) parts.push(payload);
    length += payload.length;
    if (length > maxBytes)
      return { kind: 'broken', reason: `a message has more than ${maxBytes} bytes${raise('responseBytes')}` };
    if (!final) return undefined;
    const whole = Buffer.concat(parts);
    parts = undefined;
    length = 0;
    const odd = !isUtf8(whole);
    if (odd && !isBinary) return broken('a text message is not UTF-8', '8.1');
    return { kind: 'message', text: whole.toString(), ...(odd && { bytes: whole }) };
  };

  return {
    isMidway: () => held > 0 || parts !== undefined,
    read(bytes) {
      pieces.push(bytes);
      held += bytes.length;
      if (held < needed) return [];
      let pending = pieces.length === 1 ? bytes : Buffer.concat(pieces);
      const received: Received[] = [];
      for (;;) {
        const frame = readFrame(pending, maxBytes, from);
        if (typeof frame === 'string') return [...received, { kind: 'broken', reason: frame }];
        if (typeof frame === 'number') {
          pieces = pending.length === 0 ? [] : [pending];
          held = pending.length;
          needed = frame;
          return received;
        }
        pending = pending.subarray(frame.end);
        const taken = take(frame.final, frame.opcode, frame.payload);
        if (taken) received.push(taken);
      }
    },
  };
}

function broken(what: string, section: string): Received {
  return { kind: 'broken', reason: `${what} (RFC 6455 section ${section})` };
}

interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  readonly end: number;
}

/** The first frame of some bytes; how many more there have to be; or in words, what is wrong with it. */
function readFrame(bytes: Buffer, maxBytes: number, from: SentMessage['from']): Frame | number | string {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return 2;
  if ((first & 0x70) !== 0) return 'a frame uses an extension that nobody agreed on';
  const masked = (second & 0x80) !== 0;
  if (masked !== (from === 'client'))
    return `a frame of the ${from} is ${masked ? '' : 'not '}masked (RFC 6455 section 5.1)`;
  const short = second & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  const start = masked ? head + 4 : head;
  if (bytes.length < start) return start;
  const size = head === 2 ? short : head === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (size > maxBytes) return `a message has more than ${maxBytes} bytes${raise('responseBytes')}`;
  const end = start + size;
  if (bytes.length < end) return end;
  const payload = masked ? unmasked(bytes, head, end) : bytes.subarray(start, end);
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, end };
}

/** The payload behind a mask of four bytes at an offset (RFC 6455 section 5.3). */
function unmasked(bytes: Buffer, mask: number, end: number): Buffer {
  const payload = Buffer.from(bytes.subarray(mask + 4, end));
  for (let at = 0; at < payload.length; at += 1)
    payload[at] = (payload[at] ?? 0) ^ (bytes[mask + (at % 4)] ?? 0);
  return payload;
}
