import type { Node } from '../../document/document.ts';
import type { Match } from '../../openapi/match.ts';
import type { Operation, Parameter } from '../../openapi/model.ts';
import type { Decoded } from '../../schema/encoded.ts';
import type { DecodedNames } from '../../schema/serialization.ts';
import { headerFields, queryOf, redacted, type Request } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
import { channelsOf } from './handshake.ts';
import { judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

/** What one parameter of a request was found to be. */
export interface ParameterFact {
  readonly parameter: Parameter;
  readonly kind: 'absent' | 'present' | 'malformed';
  /** Of a malformed one. */
  readonly reason: string;
  readonly outcome: Outcome;
  /** Of one whose value could be read and is no secret. */
  readonly value?: unknown;
  /** Where it is written; where it is missing, the request. */
  readonly at: Node;
}

/** The parameters of a request that are there or have to be, and names in its query that the contract lacks. */
export interface ParameterFacts {
  readonly parameters: readonly ParameterFact[];
  readonly undeclared: readonly { readonly name: string; readonly at: Node }[];
}

/** Header parameters of these names are ignored (OpenAPI 3.1.1, Parameter Object). */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation, sorted once for all of its requests. */
interface Sorted {
  readonly query: readonly Parameter[];
  readonly cookie: readonly Parameter[];
  /** All that are judged, in the order written. */
  readonly all: readonly Parameter[];
}

const sorted = new WeakMap<Operation, Sorted>();

function sort(operation: Operation): Sorted {
  const known = sorted.get(operation);
  if (known) return known;
  const all = operation.parameters.filter(
    (one) => one.in !== 'header' || !ignored.has(one.name.toLowerCase()),
  );
  const found = {
    all,
    query: all.filter((one) => one.in === 'query' || one.in === 'querystring'),
    cookie: all.filter((one) => one.in === 'cookie'),
  };
  sorted.set(operation, found);
  return found;
}

const absent: Decoded = { kind: 'absent' };
const nothing: DecodedNames<Parameter> = { values: new Map(), undeclared: [] };

/**
 * Takes a request and the operation that it matched; gives what its parameters were found to be, but for those that
 * are not there and need not be.
 */
export function judgeParameters(
  context: ProbeContext,
  request: Request,
  operation: Operation,
  match: Match & { readonly kind: 'matched' },
): ParameterFacts {
  const { decoder } = context;
  const { all, query: inQuery, cookie: inCookie } = sort(operation);
  const text = queryOf(request);
  const query = text === '' ? nothing : decoder.query(inQuery, text);
  const cookieFields = inCookie.length === 0 ? [] : headerFields(request.headers, 'cookie');
  const cookieText = cookieFields.map(({ value }) => value).join('; ');
  const cookies = cookieText === '' ? nothing : decoder.cookies(inCookie, cookieText);

  const parameters: ParameterFact[] = [];
  const add = (parameter: Parameter, decoded: Decoded, at: Node, hidden: boolean): void => {
    if (decoded.kind === 'absent' && !parameter.required) return;
    parameters.push(factOf(context, request, parameter, decoded, at, hidden));
  };
  for (const parameter of all) {
    switch (parameter.in) {
      case 'path': {
        const sent = match.pathParameters.get(parameter.name);
        const decoded = sent === undefined ? absent : decoder.path(parameter, sent);
        add(parameter, decoded, request.targetNode, sent === redacted);
        break;
      }
      case 'query':
      case 'querystring': {
        const decoded = query.values.get(parameter) ?? absent;
        const hidden = decoded.kind === 'value' && decoded.value === redacted;
        add(parameter, decoded, queryNode(request, parameter.name), hidden);
        break;
      }
      case 'cookie': {
        if (cookieText === redacted) break;
        const decoded = cookies.values.get(parameter) ?? absent;
        add(parameter, decoded, cookieFields[0]?.node ?? request.node, false);
        break;
      }
      case 'header': {
        const fields = headerFields(request.headers, parameter.name);
        const values = fields.map(({ value }) => value);
        const decoded = decoder.header(parameter, values);
        add(parameter, decoded, fields[0]?.node ?? request.node, values.includes(redacted));
      }
    }
  }
  return { parameters, undeclared: undeclared(context, request, operation, query.undeclared) };
}

function factOf(
  { schemas }: ProbeContext,
  request: Request,
  parameter: Parameter,
  decoded: Decoded,
  at: Node,
  hidden: boolean,
): ParameterFact {
  // Written out: spreading gives the engine shapes that it cannot share, which costs more than judging.
  const made = (
    kind: ParameterFact['kind'],
    reason = '',
    value: unknown = undefined,
    outcome = nothingWrong,
  ): ParameterFact => ({
    parameter,
    kind,
    reason,
    outcome,
    value,
    at: kind === 'absent' ? request.node : at,
  });
  if (decoded.kind === 'absent') return made('absent');
  if (hidden || decoded.kind === 'empty') return made('present');
  if (decoded.kind === 'malformed') return made('malformed', decoded.reason);
  const site = parameter.schema ?? parameter.content?.schema;
  if (!site) return made('present');
  return made('present', '', decoded.value, judgeValue(schemas, site, decoded.value, at));
}

function undeclared(
  context: ProbeContext,
  request: Request,
  operation: Operation,
  names: readonly string[],
): ParameterFacts['undeclared'] {
  if (names.length === 0) return [];
  // A template may have a query of its own, and credentials are no parameters of the operation.
  const known = new Set(
    /\?(.*)/
      .exec(operation.path)?.[1]
      ?.split('&')
      .map((pair) => pair.split('=')[0]) ?? [],
  );
  for (const { handshake, security } of channelsOf(context, operation)) {
    for (const { name } of handshake?.parameters ?? []) known.add(name);
    for (const { scheme } of security.flatMap(({ schemes }) => schemes))
      if (scheme?.in === 'query' && scheme.parameterName !== undefined) known.add(scheme.parameterName);
  }
  for (const scheme of context.api.securitySchemes.values()) {
    if (scheme.in === 'query' && scheme.parameterName !== undefined) known.add(scheme.parameterName);
  }
  const nodes = new Map(request.query.toReversed().map((field) => [field.name, field.node]));
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ name, at: nodes.get(name) ?? request.targetNode }));
}

function queryNode(request: Request, name: string): Node {
  return request.query.find((field) => field.name === name)?.node ?? request.targetNode;
}
