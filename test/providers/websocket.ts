import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';

/** The server's end of a WebSocket (RFC 6455), without extensions. */
export interface WebSocketPeer {
  /** Sends one text message. */
  send(text: string): void;
  /** Starts the closing handshake; the connection ends when the client has answered. */
  close(code?: number, reason?: string): void;
  /** Called with every whole text or binary message; binary ones come as UTF-8. */
  onMessage(listener: (text: string) => void): void;
  /** Called once, when the connection is over. */
  onClose(listener: () => void): void;
}

const longestMessage = 1 << 20;
const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  readonly end: number;
}

/** What `Sec-WebSocket-Accept` must be for this `Sec-WebSocket-Key` (RFC 6455, section 4.2.2). */
export function acceptKey(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/** Whether a request's headers ask for a WebSocket of version 13 (RFC 6455, section 4.2.1). */
export function asksForWebSocket(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return (
    /^websocket$/i.test(String(headers['upgrade'] ?? '')) &&
    /(^|,)\s*upgrade\s*(,|$)/i.test(String(headers['connection'] ?? '')) &&
    headers['sec-websocket-version'] === '13' &&
    /^[A-Za-z0-9+/]{22}==$/.test(String(headers['sec-websocket-key'] ?? ''))
  );
}

/** Speaks frames on a connection whose 101 has been written; `head` is what came behind the handshake. */
export function openWebSocket(socket: Duplex, head: Buffer): WebSocketPeer {
  const messageListeners: ((text: string) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let pending = head;
  let fragments: Buffer[] = [];
  let closing = false;

  function write(opcode: number, payload: Buffer): void {
    if (socket.writable) socket.write(Buffer.concat([frameHead(opcode, payload.length), payload]));
  }

  function close(code = 1000, reason = ''): void {
    if (closing) return;
    closing = true;
    const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
    payload.writeUInt16BE(code);
    payload.write(reason, 2);
    write(opcodes.close, payload);
  }

  function fail(code: number, reason: string): void {
    close(code, reason);
    socket.end();
  }

  function take(frame: Frame): void {
    switch (frame.opcode) {
      case opcodes.ping:
        return write(opcodes.pong, frame.payload);
      case opcodes.pong:
        return;
      case opcodes.close:
        close(frame.payload.length >= 2 ? frame.payload.readUInt16BE() : 1000);
        socket.end();
        return;
      case opcodes.text:
      case opcodes.binary:
      case opcodes.continuation: {
        fragments.push(frame.payload);
        if (fragments.reduce((sum, part) => sum + part.length, 0) > longestMessage)
          return fail(1009, 'too long');
        if (!frame.final) return;
        const text = Buffer.concat(fragments).toString('utf8');
        fragments = [];
        for (const listener of messageListeners) listener(text);
        return;
      }
      default:
        fail(1002, 'unknown opcode');
    }
  }

  function read(chunk: Buffer): void {
    pending = Buffer.concat([pending, chunk]);
    while (socket.writable) {
      const frame = readFrame(pending);
      if (frame === undefined) return;
      if (typeof frame === 'string') return fail(frame === 'frame too long' ? 1009 : 1002, frame);
      pending = pending.subarray(frame.end);
      take(frame);
    }
  }

  socket.on('data', read);
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => closeListeners.splice(0).forEach((listener) => listener()));
  queueMicrotask(() => read(Buffer.alloc(0)));

  return {
    send: (text) => !closing && write(opcodes.text, Buffer.from(text)),
    close,
    onMessage: (listener) => messageListeners.push(listener),
    onClose: (listener) => closeListeners.push(listener),
  };
}

/** The first frame in `bytes`, nothing if it is not all there yet, or what is wrong with it. */
function readFrame(bytes: Buffer): Frame | string | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  if ((first & 0x70) !== 0) return 'reserved bit set';
  if ((second & 0x80) === 0) return 'client frame without a mask';
  let length = second & 0x7f;
  let offset = 2;
  if (length === 126) {
    if (bytes.length < 4) return undefined;
    length = bytes.readUInt16BE(2);
    offset = 4;
  } else if (length === 127) {
    if (bytes.length < 10) return undefined;
    const long = bytes.readBigUInt64BE(2);
    if (long > longestMessage) return 'frame too long';
    length = Number(long);
    offset = 10;
  }
  const end = offset + 4 + length;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(offset, offset + 4);
  const payload = Buffer.from(bytes.subarray(offset + 4, end));
  for (let at = 0; at < length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, end };
}

function frameHead(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, length]);
  const head = Buffer.alloc(length < 1 << 16 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 1 << 16) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return head;
}
