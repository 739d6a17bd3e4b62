import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bindExchange } from '../../src/probe/recordings/bind.ts';
import { watchOutages } from '../../src/probe/live/outage.ts';
import { folderOf } from '../cli/folder.ts';
import { runCli, type CliRun } from '../run-cli.ts';
import { recordingOf as recordingRead } from './support.ts';

type Lost = Parameters<ReturnType<typeof watchOutages>['examine']>[0];

const contract = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '204': { description: There. } } }
    post: { responses: { '204': { description: Made. } } }
    delete: { responses: { '204': { description: Gone. } } }
`;

/** Takes what follows `METHOD /things/`, marks included; gives a recording of these requests. */
function recordingOf(...requests: readonly string[]): string {
  const exchanges = requests.map((request) => {
    const [method, id, mark] = request.split(' ');
    const cleanup = mark === 'cleanup' ? '\n    cleanup: true' : '';
    return `  - name: ${method} ${id}${cleanup}
    request: { method: ${method}, path: '/things/${id}' }
    response: { status: 204 }`;
  });
  return `apicheck: 1\nspec: openapi.yaml\nexchanges:\n${exchanges.join('\n')}\n`;
}

interface Provider {
  readonly url: string;
  readonly seen: string[];
}

/**
 * A provider that is killed by a request for `last` before it answers, or by one for `after` once it has, and comes
 * back after so many milliseconds, if ever.
 */
async function mortal(backAfter?: number): Promise<Provider> {
  const seen: string[] = [];
  let server: Server;
  let port = 0;
  const start = async (): Promise<void> => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      const die = (): void => {
        server.close();
        server.closeAllConnections();
        if (backAfter !== undefined) setTimeout(() => void start(), backAfter);
      };
      if (request.url === '/things/last') return die();
      response.writeHead(204).end(() => request.url === '/things/after' && setImmediate(die));
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    ({ port } = server.address() as AddressInfo);
  };
  await start();
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}`, seen };
}

interface Told {
  readonly findings: readonly {
    readonly code: string;
    readonly message: string;
    readonly location: unknown;
  }[];
  readonly probe: {
    readonly exchanges: readonly { readonly name: string; readonly outcome: string }[];
    readonly counts: Readonly<Record<string, number>>;
  };
}

async function run(
  url: string,
  recordings: readonly string[],
  ...args: readonly string[]
): Promise<CliRun & Told> {
  const names = recordings.map((_, index) => `flow-${index}.yaml`);
  const files = Object.fromEntries(names.map((name, index) => [name, recordings[index] ?? '']));
  const folder = await folderOf({ 'openapi.yaml': contract, ...files });
  const ran = await runCli(['probe', ...names, '--target', url, '-f', 'json', ...args], folder);
  return { ...ran, ...(ran.out === '' ? ({} as Told) : (JSON.parse(ran.out) as Told)) };
}

const outcomes = ({ probe }: Told): string[] =>
  probe.exchanges.map(({ name, outcome }) => `${name}: ${outcome}`);

describe('a provider that dies during a request', () => {
  it('is one finding there, and what follows is not run', async () => {
    const { url, seen } = await mortal();
    const told = await run(url, [recordingOf('GET 1', 'POST last', 'GET 2', 'GET 3', 'DELETE 1 cleanup')]);
    expect(told.code).toBe(1);
    expect(told.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'exchange-failed: the provider went away during this exchange: the connection was closed early, and nobody answers any more, so that what follows was not run',
    ]);
    expect(told.findings[0]?.location).toMatchObject({ pointer: '/exchanges/1' });
    expect(outcomes(told)).toEqual([
      'GET 1: pass',
      'POST last: error',
      'GET 2: skip',
      'GET 3: skip',
      'DELETE 1: skip',
    ]);
    expect(told.probe.counts).toEqual({ total: 5, pass: 1, fail: 0, error: 1, skip: 3 });
    expect(seen).toEqual(['GET /things/1', 'POST /things/last']);
  });

  it('has nothing removed that it did not tell of', async () => {
    const { url } = await mortal();
    const text = recordingOf('POST last', 'GET 2', 'DELETE {made} cleanup').replace(
      'response: { status: 204 }',
      'response: { status: 204 }\n    capture: { made: $response.header.location }',
    );
    const told = await run(url, [text]);
    expect(told.findings.map(({ code }) => code)).toEqual(['exchange-failed']);
    expect(outcomes(told)).toEqual(['POST last: error', 'GET 2: skip', 'DELETE {made}: skip']);
  });

  it('is told in text and JUnit', async () => {
    const { url } = await mortal();
    const folder = await folderOf({
      'openapi.yaml': contract,
      'flow.yaml': recordingOf('GET 1', 'POST last', 'GET 2'),
    });
    const args = ['probe', 'flow.yaml', '--target', url, '-f', 'text', '-f', 'junit=junit.xml'];
    const { out } = await runCli(args, folder);
    expect(out).toContain('1 passed, 1 not judged, 1 skipped');
    const { readFile } = await import('node:fs/promises');
    const xml = await readFile(`${folder}/junit.xml`, 'utf8');
    expect(xml).toContain('tests="3" failures="0" errors="1" skipped="1"');
  });

  it('is one finding for all that were under way', async () => {
    const { url } = await mortal();
    const flows = [recordingOf('GET 1', 'POST last', 'GET 2'), recordingOf('POST last', 'GET 3')];
    const told = await run(url, flows, '--concurrency', '2');
    expect(told.findings).toHaveLength(1);
    expect(told.probe.exchanges.filter(({ outcome }) => outcome === 'skip').length).toBeGreaterThanOrEqual(2);
    expect(told.code).toBe(1);
  });

  it('may come back: the rest is run', async () => {
    const { url, seen } = await mortal(150);
    const told = await run(url, [recordingOf('POST last', 'GET 2', 'GET 3')], '--retries', '3');
    expect(told.findings.map(({ message }) => message)).toEqual([
      'no whole response came back: the connection was closed early',
    ]);
    expect(outcomes(told)).toEqual(['POST last: error', 'GET 2: pass', 'GET 3: pass']);
    expect(seen.slice(-2)).toEqual(['GET /things/2', 'GET /things/3']);
  });
});

describe('a provider that dies between requests', () => {
  it('is one finding at the first that it did not take, with what it did last', async () => {
    const { url } = await mortal();
    const told = await run(url, [recordingOf('GET after', 'GET 1', 'GET 2')]);
    const [{ message } = { message: '' }, ...more] = told.findings;
    expect(more).toEqual([]);
    expect(message).toMatch(
      /^the provider had gone away before this exchange: |^the provider went away during/,
    );
    expect(outcomes(told)).toEqual(['GET after: pass', 'GET 1: error', 'GET 2: skip']);
  });

  it('is nothing but a restart to who retries', async () => {
    const { url } = await mortal(150);
    const told = await run(url, [recordingOf('GET after', 'GET 1', 'GET 2')], '--retries', '3');
    expect(told.code).toBe(0);
    expect(outcomes(told)).toEqual(['GET after: pass', 'GET 1: pass', 'GET 2: pass']);
  });
});

describe('what watches a provider', () => {
  it('lets what was made be removed once it is back, and what follows be sent', async () => {
    let there = false;
    const watch = watchOutages({ listens: () => Promise.resolve(there) }, 0, {
      sleep: () => Promise.resolve(),
    });
    const { recording } = await recordingRead(recordingOf('GET 1'));
    const [recorded] = recording.exchanges;
    if (!recorded) throw new Error('there is one');
    const { exchange: bound } = bindExchange(recorded, new Map(), () => undefined);
    const exchange = { ...bound, mode: 'live', failure: 'refused' } as const;
    const lost: Lost = {
      exchange,
      url: '',
      wire: () => exchange.request,
      document: undefined,
      lost: 'unreachable',
    };
    expect(await watch.examine(lost)).toMatchObject({ exchange: { outage: { reason: 'refused' } } });
    expect(await watch.examine(lost)).toBeUndefined();
    expect(watch.gone()).toBe(true);
    there = true;
    expect(await watch.examine(lost)).toBeUndefined();
    watch.answered(exchange);
    expect(watch.gone()).toBe(false);
    expect(await watch.examine(lost)).toBe(lost);
  });
});

it('a provider that never answered is no finding', async () => {
  const told = await run('http://127.0.0.1:9', [recordingOf('GET 1')]);
  expect(told).toMatchObject({ code: 2, out: '' });
  expect(told.err).toContain('cannot be reached: the connection was refused');
});

it('a provider that dies in one workflow is not asked by the others', async () => {
  const { url, seen } = await mortal();
  const workflow = (name: string, ...ids: readonly string[]): unknown => ({
    workflowId: name,
    steps: ids.map((id) => ({
      stepId: `of-${id}`,
      operationId: 'getThing',
      parameters: [{ name: 'id', in: 'path', value: id }],
      successCriteria: [{ condition: '$statusCode == 204' }],
    })),
  });
  const description = {
    arazzo: '1.0.1',
    info: { title: 'Things', version: '1.0.0' },
    sourceDescriptions: [{ name: 'things', url: 'openapi.yaml', type: 'openapi' }],
    workflows: [workflow('one', '1', 'last', '2'), workflow('two', '3', '4')],
  };
  const named = contract.replace('get: {', 'get: { operationId: getThing,');
  const folder = await folderOf({ 'openapi.yaml': named, 'flow.json': JSON.stringify(description) });
  const { out, code } = await runCli(['probe', 'flow.json', '--target', url, '-f', 'json'], folder);
  const told = JSON.parse(out) as Told;
  expect(told.findings.map(({ code }) => code)).toEqual(['exchange-failed']);
  expect(outcomes(told).map((one) => one.split(': ').at(-1))).toEqual([
    'pass',
    'error',
    'skip',
    'skip',
    'skip',
  ]);
  expect(code).toBe(1);
  expect(seen).toHaveLength(2);
});
