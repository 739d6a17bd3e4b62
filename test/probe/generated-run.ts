import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SeverityOf } from '../../src/findings/collect.ts';
import type { LiveOptions } from '../../src/probe/live/session.ts';
import type { ProbeOptions } from '../../src/probe/run-options.ts';
import { probe, type ProbeResult } from '../../src/probe/run.ts';
import { contractOf } from './support.ts';

/** A request as the server has it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

/** Status, body and headers; `dies` ends the server, `silent` says nothing. */
export type Answer =
  readonly [status: number, value?: unknown, headers?: Readonly<Record<string, string>>] | 'dies' | 'silent';

/** JSON as its value, anything else as it came. */
function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Takes paths of a description, what answers, how to run and to weigh, and what else is asked of the run; gives what was asked and found. */
export async function generate(
  paths: string,
  answer: (asked: Asked) => Answer,
  options: Partial<LiveOptions> = {},
  severityOf?: SeverityOf,
  more: Pick<ProbeOptions, 'select' | 'signal'> = {},
): Promise<{
  readonly asked: readonly Asked[];
  readonly found: readonly string[];
  readonly result: ProbeResult;
}> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const text = Buffer.concat(chunks).toString();
      const one: Asked = {
        method: request.method ?? '',
        path: decodeURIComponent(pathname),
        query: searchParams,
        body: text === '' ? undefined : readBody(text),
        headers: request.headers,
      };
      asked.push(one);
      const given = answer(one);
      if (given === 'silent') return;
      if (given === 'dies') {
        server.close();
        return server.closeAllConnections();
      }
      const [status, value, headers = {}] = given;
      response.writeHead(status, {
        ...(value !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { api, schemas } = await contractOf(
    `openapi: 3.1.0\ninfo: { title: T, version: '1' }\n${paths.replace(/^\n/, '')}`,
  );
  const result = await probe(api, schemas, [], {
    now: () => Date.now(),
    ...(severityOf && { severityOf }),
    ...more,
    live: {
      target: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      loadModule: () => Promise.reject(new Error('none')),
      generate: { seed: 1, unsafe: true },
      ...options,
    },
  });
  return {
    asked,
    result,
    found: result.findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
  };
}
