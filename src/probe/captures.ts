import { pointerKeys, toPointer } from '../document/pointer.ts';
import type { Body, Field } from './exchange.ts';
import { looseText } from './judge/charset.ts';
import { readJson } from './judge/json-text.ts';

/** What a runtime expression looks at: an exchange, or a request that fetched a token. */
export interface ExpressionSource {
  readonly request: Message & { readonly method: string; readonly target: string };
  readonly response: (Message & { readonly status: number }) | undefined;
}

interface Message {
  readonly headers: readonly Pick<Field, 'name' | 'value'>[] | undefined;
  readonly body: Pick<Body, 'bytes' | 'data'> | undefined;
}

/** What a runtime expression came to; `told` where a mistake is why, of which the user knows. */
export type Captured = { readonly value: unknown } | { readonly reason: string; readonly told?: true };

const sources =
  /^\$(?:url|method|statusCode|(request|response)\.(?:(header|query|path)\.(.+)|body(?:#(.*))?))$/s;

/** Takes a text; gives in a sentence why it is no runtime expression (OpenAPI 3.1.1 section 4.8.20.4), or undefined. */
export function expressionProblem(expression: string): string | undefined {
  const parsed = sources.exec(expression);
  if (!parsed) {
    return `${expression} is no runtime expression such as $response.body#/data/id or $response.header.Location`;
  }
  const [, side, place, , pointer] = parsed;
  if (side === 'response' && place !== undefined && place !== 'header') return `a response has no ${place}`;
  if (pointer !== undefined && toPointer(pointer) === undefined) return `${pointer} is no JSON Pointer`;
  return undefined;
}

/**
 * Takes a runtime expression, an exchange and its path parameters, decoded; gives the value that it names, or in a
 * sentence why there is none. `$url` is the path and query.
 */
export function evaluateExpression(
  expression: string,
  { request, response }: ExpressionSource,
  pathValues: ReadonlyMap<string, string>,
): Captured {
  if (expression === '$url') return { value: request.target };
  if (expression === '$method') return { value: request.method };
  if (expression === '$statusCode')
    return response ? { value: response.status } : { reason: 'there is no response' };
  const [, side, place, name = '', pointer = ''] = sources.exec(expression) ?? [];
  const message = side === 'request' ? request : response;
  if (message === undefined) return { reason: 'there is no response' };
  switch (place) {
    case 'header':
      return found(headerOf(message, name), `the ${side} has no header ${name}`);
    case 'query':
      return found(
        new URLSearchParams(/\?([^#]*)/.exec(request.target)?.[1]).get(name) ?? undefined,
        `the query has no ${name}`,
      );
    case 'path':
      return found(pathValues.get(name), `the path has no parameter ${name}`);
    default:
      return fromBody(message.body, pointer, side ?? 'response');
  }
}

function found(value: unknown, reason: string): Captured {
  return value === undefined ? { reason } : { value };
}

function headerOf({ headers = [] }: Message, name: string): string | undefined {
  return headers.find((field) => field.name.toLowerCase() === name.toLowerCase())?.value;
}

function fromBody(body: Message['body'], pointer: string, side: string): Captured {
  if (body === undefined) return { reason: `the ${side} has no body` };
  const reading = body.data ?? readJson(looseText(body.bytes));
  if ('reason' in reading) {
    return pointer === ''
      ? { value: looseText(body.bytes) }
      : { reason: `the body of the ${side} is not JSON` };
  }
  return lookUp(reading.value, pointer, side);
}

function lookUp(value: unknown, text: string, side: string): Captured {
  const pointer = toPointer(text);
  if (pointer === undefined) return { reason: `${text} is no JSON Pointer` };
  let part: unknown = value;
  for (const key of pointerKeys(pointer)) {
    const member = typeof part === 'object' && part !== null && Object.hasOwn(part, key);
    part = member ? (part as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return found(part, `the body of the ${side} has nothing at ${text}`);
}
