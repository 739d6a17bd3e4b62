import type { Operation } from '../../openapi/model.ts';
import type { Exchange } from '../exchange.ts';

/**
 * Takes a request, its operation and the headers that the user sends with all requests; gives it saying what its sender
 * reads, as clients that are made of a contract do (RFC 9110 section 12.5.1): what successes are documented as, and
 * then what other answers are. A provider that is told nothing may answer as it likes.
 */
export function accepting(
  exchange: Exchange,
  { responses }: Operation,
  given: ReadonlyMap<string, string> = new Map(),
): Exchange {
  const { request } = exchange;
  const names = [...given.keys(), ...(request.headers ?? []).map(({ name }) => name)];
  if (names.some((name) => name.toLowerCase() === 'accept')) return exchange;
  const served = rangesOf([...responses].filter(([status]) => status.startsWith('2')));
  const others = rangesOf([...responses]).filter((range) => !served.includes(range));
  const value = [...served, ...others.map((range) => (served.length > 0 ? `${range};q=0.9` : range))].join(
    ', ',
  );
  // A type that was written with what no header may hold is none to ask for.
  if (value === '' || !/^[\t\x20-\x7e]*$/.test(value)) return exchange;
  return {
    ...exchange,
    request: { ...request, headers: [...request.headers, { name: 'accept', value, node: request.node }] },
  };
}

function rangesOf(
  responses: readonly (readonly [string, { readonly content: ReadonlyMap<string, unknown> }])[],
): string[] {
  return [...new Set(responses.flatMap(([, { content }]) => [...content.keys()]))];
}

/** RFC 6455 section 1.3: any 16 bytes will do; these are those of its example. */
const webSocketKey = 'dGhlIHNhbXBsZSBub25jZQ==';

/**
 * Takes a request and its operation; gives it as a handshake where the contract documents a 101, and leaves it to the
 * reader to know what that takes (RFC 6455 section 4.1).
 */
export function upgrading(exchange: Exchange, { method, parameters, responses }: Operation): Exchange {
  const declared = parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === 'upgrade');
  if (declared || method !== 'get' || !responses.has('101')) return exchange;
  const { request } = exchange;
  const handshake = [
    ['connection', 'Upgrade'],
    ['upgrade', 'websocket'],
    ['sec-websocket-version', '13'],
    ['sec-websocket-key', webSocketKey],
  ] as const;
  const headers = handshake.map(([name, value]) => ({ name, value, node: request.node }));
  return { ...exchange, request: { ...request, headers: [...request.headers, ...headers] } };
}
