import { raise } from '../../document/limits.ts';
import type { IncomingMessage } from 'node:http';
import { converse } from './conversation.ts';
import { requestAlone } from './own-connection.ts';
import { handshakeProblem } from './websocket-handshake.ts';
import { failure, type TransportOptions, type WireRequest, type WireResult } from './wire.ts';

type Options = Required<Pick<TransportOptions, 'timeoutMs' | 'maxBytes' | 'maxEvents' | 'streamMs'>> &
  Pick<TransportOptions, 'socketPath' | 'proxy' | 'tls' | 'signal'>;

/**
 * Sends a request that asks for another protocol (RFC 9110 section 7.8). Gives the answer to it: a 101, after which
 * messages are sent and listened to where the request says so, or an ordinary response.
 */
export function sendUpgrade(
  origin: string,
  request: WireRequest,
  { timeoutMs, maxBytes, maxEvents, streamMs, signal, ...reach }: Options,
): Promise<WireResult> {
  const { body, messages } = request;
  return new Promise((resolve) => {
    const outgoing = requestAlone(origin, request, reach);
    const finish = (result: WireResult): void => {
      clearTimeout(timer);
      outgoing.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => finish({ kind: 'broken', reason: `it took longer than ${timeoutMs} ms`, slow: true }),
      timeoutMs,
    );
    outgoing.on('upgrade', (answer, socket, head) => {
      clearTimeout(timer);
      socket.on('error', () => socket.destroy());
      const opened = responseOf(answer, Buffer.alloc(0));
      const problem = handshakeProblem(request.headers, opened.headers);
      if (problem !== undefined) {
        socket.destroy();
        return finish({ kind: 'broken', status: opened.status, reason: problem });
      }
      if (messages === undefined || answer.headers.upgrade?.toLowerCase() !== 'websocket') {
        socket.destroy();
        return finish(opened);
      }
      const conversation = { send: messages, maxMs: streamMs, maxMessages: maxEvents, maxBytes, signal };
      void converse(socket, head, conversation).then((said) =>
        finish(
          'reason' in said
            ? { kind: 'broken', status: opened.status, reason: said.reason }
            : { ...opened, messages: said.messages },
        ),
      );
    });
    outgoing.on('response', (answer) => {
      // One that lacks what makes it one is an answer as any other, to Node.js.
      const problem =
        answer.statusCode === 101
          ? handshakeProblem(request.headers, responseOf(answer, Buffer.alloc(0)).headers)
          : undefined;
      if (problem !== undefined) return finish({ kind: 'broken', status: 101, reason: problem });
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > maxBytes)
          finish({
            kind: 'broken',
            reason: `the response has more than ${maxBytes} bytes${raise('responseBytes')}`,
          });
      });
      answer.on('end', () => finish(responseOf(answer, Buffer.concat(chunks))));
      answer.on('error', (error) => finish(failure(error)));
    });
    outgoing.on('error', (error) => finish(failure(error)));
    outgoing.end(body);
  });
}

function responseOf(answer: IncomingMessage, bytes: Buffer): WireResult & { readonly kind: 'response' } {
  const { rawHeaders, statusCode = 0 } = answer;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as const] : [],
  );
  return { kind: 'response', status: statusCode, headers, bytes };
}
