import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import * as faults from './faults.ts';
import { plainRefusal, serve, type Route } from './http.ts';
import type { RunningProvider } from './provider.ts';
import { empty, json } from './reply.ts';

let running: RunningProvider | undefined;
afterEach(() => running?.close());

const thing = { id: 7, name: 'lamp', made: '2026-01-31T10:00:00Z', tags: ['a', 'b'], state: 'on' };
const routes: Route[] = [
  {
    method: 'GET',
    path: '/things/{id}',
    operation: 'getThing',
    handle: (request) => json(200, { ...thing, id: request.param('id') }),
  },
  {
    method: 'GET',
    path: '/things/first',
    operation: 'getFirst',
    handle: () => json(200, thing, { 'x-count': '1' }),
  },
  { method: 'DELETE', path: '/things/{id}', operation: 'deleteThing', handle: () => empty(204) },
];

async function start(table: faults.FaultTable): Promise<string> {
  await running?.close();
  const active = faults.activateFaults(table, Object.keys(table));
  running = await serve({ routes, refuse: plainRefusal, faults: active });
  return running.url;
}

describe('faults', () => {
  const victim = { operation: 'getFirst' };
  const cases: [string, faults.Fault, unknown][] = [
    [
      'missing-field',
      faults.missingField(victim, '/name'),
      { id: 7, made: thing.made, tags: thing.tags, state: 'on' },
    ],
    ['missing-item', faults.missingField(victim, '/tags/0'), { ...thing, tags: ['b'] }],
    ['missing-nothing', faults.missingField(victim, '/tags/9'), thing],
    ['wrong-type', faults.wrongType(victim, '/tags'), { ...thing, tags: { items: ['a', 'b'] } }],
    ['null-field', faults.nullField(victim, '/name'), { ...thing, name: null }],
    ['enum-drift', faults.enumDrift(victim, '/state', 'dim'), { ...thing, state: 'dim' }],
    ['number-as-string', faults.numberAsString(victim, '/id'), { ...thing, id: '7' }],
    ['wrong-date-format', faults.wrongDateFormat(victim, '/made'), { ...thing, made: '31/01/2026 10:00' }],
    ['extra-field', faults.extraField(victim, '', 'debug', true), { ...thing, debug: true }],
    ['null-body', faults.nullField(victim, ''), null],
    ['nowhere', faults.nullField(victim, '/tags/a/b'), thing],
  ];

  it.each(cases)('%s changes the body, and nothing else', async (fault, mistake, expected) => {
    const url = await start({ [fault]: mistake });
    const response = await fetch(`${url}/things/first`);
    expect([response.status, response.headers.get('x-count')]).toEqual([200, '1']);
    expect(await response.json()).toEqual(expected);
    expect(await (await fetch(`${url}/things/1`)).json()).toEqual({ ...thing, id: '1' });
  });

  const whole: [string, faults.Fault, number, string | null, RegExp][] = [
    ['undocumented-status', faults.undocumentedStatus(victim, 202), 202, 'application/json', /lamp/],
    ['wrong-content-type', faults.wrongContentType(victim), 200, 'text/plain', /lamp/],
    ['malformed-json', faults.malformedJson(victim), 200, 'application/json', /"on"$/],
    ['empty-body', faults.emptyBody(victim), 200, 'application/json', /^$/],
    ['html-error', faults.htmlError(victim), 200, 'text/html', /<h1>/],
    ['wrong-error-shape', faults.wrongErrorShape(victim), 200, 'application/json', /traceId/],
    ['server-error', faults.serverError(victim), 500, 'text/plain', /at handle/],
  ];

  it.each(whole)('%s', async (fault, mistake, status, type, body) => {
    const response = await fetch(`${await start({ [fault]: mistake })}/things/first`);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    expect(await response.text()).toMatch(body);
  });

  it('drops and spoils headers', async () => {
    const missing = await fetch(
      `${await start({ a: faults.missingHeader(victim, 'X-Count') })}/things/first`,
    );
    expect(missing.headers.get('x-count')).toBeNull();
    const bad = await fetch(
      `${await start({ a: faults.badHeader(victim, 'X-Count', 'many') })}/things/first`,
    );
    expect(bad.headers.get('x-count')).toBe('many');
  });

  it('writes a body behind a 204', async () => {
    const url = await start({ a: faults.unexpectedBody({ operation: 'deleteThing', status: 204 }) });
    const wire = await new Promise<string>((resolve) => {
      let seen = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write('DELETE /things/1 HTTP/1.1\r\nhost: a\r\n\r\n');
      });
      socket.on('data', (chunk) => (seen += String(chunk)));
      socket.on('close', () => resolve(seen));
    });
    expect(wire).toMatch(/^HTTP\/1.1 204 No Content\r\n[^]*\r\n\r\n\{"ok":true\}$/);
  });

  it('refuses a name that it does not know', () => {
    const table = { a: faults.misbehaviour('It does wrong.'), b: faults.serverError(victim) };
    expect(() => faults.activateFaults(table, ['a', 'toString'])).toThrow(
      'unknown fault toString; there are: a, b',
    );
    expect(faults.activateFaults(table, ['a']).has('a')).toBe(true);
    expect(faults.describeFaults(table)['b']).toBe(
      'The 200 of getFirst is a 500 with a stack trace as text instead.',
    );
  });
});
