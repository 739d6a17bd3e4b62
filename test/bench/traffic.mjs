// Makes traffic that an OpenAPI 3.0 description allows: answers to GETs whose values are sampled from their schemas.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';

/** As many different operations and answers are made; what is longer repeats them. */
const operations = 12;
const answers = 25;
/** As deep as values go. */
const deepest = 5;

/** Takes the path of a description in JSON; gives different exchanges that it allows. */
export function exchangesOf(file) {
  const api = JSON.parse(readFileSync(file, 'utf8'));
  const server = (api.servers?.[0]?.url ?? 'http://localhost').replace(/\/$/, '');
  const resolve = (part) =>
    part?.$ref === undefined
      ? part
      : resolve(
          part.$ref
            .slice(2)
            .split('/')
            .reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], api),
        );
  const found = [];
  for (const [path, item] of Object.entries(api.paths)) {
    const content = item.get && resolve(item.get.responses?.['200'])?.content?.['application/json'];
    const needed = [...(item.parameters ?? []), ...(item.get?.parameters ?? [])]
      .map(resolve)
      .some(({ in: place, required }) => place !== 'path' && required);
    if (!content?.schema || needed || found.length === operations) continue;
    found.push({ path, schema: content.schema });
  }
  return found.flatMap(({ path, schema }) =>
    Array.from({ length: answers }, (_, number) => ({
      server,
      path: path.replace(/\{[^}]*\}/g, `id${number}`),
      body: sample(resolve, schema, number, 0),
    })),
  );
}

function sample(resolve, written, number, depth) {
  const schema = resolve(written) ?? {};
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((one) => sample(resolve, one, number, depth)));
  const branches = (schema.anyOf ?? schema.oneOf)?.map(resolve);
  if (branches)
    return sample(resolve, branches.find(({ type }) => type === 'string') ?? branches[0], number, depth);
  if (schema.enum) return schema.enum[number % schema.enum.length];
  switch (schema.type) {
    case 'string':
      return text(schema, number);
    case 'integer':
      return number + 1;
    case 'number':
      return number + 0.5;
    case 'boolean':
      return number % 2 === 0;
    case 'array':
      return depth > deepest ? [] : [sample(resolve, schema.items, number, depth + 1)];
    default:
      return members(resolve, schema, number, depth);
  }
}

function members(resolve, { properties = {}, required = [] }, number, depth) {
  const value = {};
  for (const [name, member] of Object.entries(properties)) {
    // Every other answer has what need not be there, on the outside.
    if (!required.includes(name) && (depth > 1 || number % 2 === 0)) continue;
    if (depth > deepest) continue;
    value[name] = sample(resolve, member, number, depth + 1);
  }
  return value;
}

function text({ format, pattern, maxLength = 20 }, number) {
  if (pattern) return pattern.replace(/^\^|\$$/g, '').slice(0, maxLength);
  const known = { 'date-time': '2026-01-31T12:00:00Z', date: '2026-01-31', uri: 'https://example.com/a' };
  return (known[format] ?? (format === 'decimal' ? '12.5' : `text ${number}`)).slice(0, maxLength);
}

const json = { 'content-type': 'application/json' };
const request = { accept: 'application/json', authorization: 'Bearer sk_test_1' };

/** Takes a path, exchanges and a number; writes as many of them, one a line. */
export async function writeLines(path, exchanges, count) {
  const lines = exchanges.map(
    ({ path: target, body }) =>
      `${JSON.stringify({ request: { method: 'GET', path: target, headers: request }, response: { status: 200, headers: json, body } })}\n`,
  );
  const out = createWriteStream(path);
  for (let index = 0; index < count; index += 1)
    if (!out.write(lines[index % lines.length])) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

/** The same as an HTTP Archive. */
export function writeHar(path, exchanges, count) {
  const pairs = (headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  const entries = Array.from({ length: count }, (_, index) => {
    const { server, path: target, body } = exchanges[index % exchanges.length];
    const content = JSON.stringify(body);
    return {
      startedDateTime: '2026-01-31T12:00:00.000Z',
      time: 1,
      request: {
        method: 'GET',
        url: server + target,
        httpVersion: 'HTTP/1.1',
        headers: pairs(request),
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: 200,
        statusText: 'OK',
        httpVersion: 'HTTP/1.1',
        headers: pairs(json),
        cookies: [],
        content: { size: content.length, mimeType: 'application/json', text: content },
        redirectURL: '',
        headersSize: -1,
        bodySize: content.length,
      },
      cache: {},
      timings: { send: 0, wait: 1, receive: 0 },
    };
  });
  const log = { version: '1.2', creator: { name: 'bench', version: '1' }, entries };
  writeFileSync(path, JSON.stringify({ log }));
}

/** The same as a pact. */
export function writePact(path, exchanges, count) {
  const interactions = Array.from({ length: count }, (_, index) => {
    const { path: target, body } = exchanges[index % exchanges.length];
    return {
      description: `exchange ${index}`,
      request: { method: 'GET', path: target, headers: request },
      response: { status: 200, headers: json, body },
    };
  });
  const metadata = { pactSpecification: { version: '2.0.0' } };
  const pact = { consumer: { name: 'bench' }, provider: { name: 'api' }, interactions, metadata };
  writeFileSync(path, JSON.stringify(pact));
}
