import type { Node } from '../../document/document.ts';
import type { Match } from '../../openapi/match.ts';
import type { Operation, Parameter } from '../../openapi/model.ts';
import type { Decoded } from '../../schema/encoded.ts';
import { headerFields, queryOf, redacted, type Request } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
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

/** The parameters of a request, and names in its query that the contract lacks. */
export interface ParameterFacts {
  readonly parameters: readonly ParameterFact[];
  readonly undeclared: readonly { readonly name: string; readonly at: Node }[];
}

/** Header parameters of these names are ignored (OpenAPI 3.1.1, Parameter Object). */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** Takes a request and the operation that it matched; gives what its parameters were found to be. */
export function judgeParameters(
  context: ProbeContext,
  request: Request,
  operation: Operation,
  match: Match & { readonly kind: 'matched' },
): ParameterFacts {
  const { decoder } = context;
  const inQuery = operation.parameters.filter((one) => one.in === 'query' || one.in === 'querystring');
  const inCookie = operation.parameters.filter((one) => one.in === 'cookie');
  const query = decoder.query(inQuery, queryOf(request));
  const cookieFields = headerFields(request.headers, 'cookie');
  const cookieText = cookieFields.map(({ value }) => value).join('; ');
  const cookies = decoder.cookies(inCookie, cookieText === '' ? undefined : cookieText);

  const fact = (parameter: Parameter, decoded: Decoded, at: Node, hidden: boolean): ParameterFact => {
    const base = { parameter, reason: '', outcome: nothingWrong, at };
    if (decoded.kind === 'absent') return { ...base, kind: 'absent', at: request.node };
    if (hidden || decoded.kind === 'empty') return { ...base, kind: 'present' };
    if (decoded.kind === 'malformed') return { ...base, kind: 'malformed', reason: decoded.reason };
    const site = parameter.schema ?? parameter.content?.schema;
    if (!site) return { ...base, kind: 'present' };
    const { value } = decoded;
    return { ...base, kind: 'present', value, outcome: judgeValue(context.schemas, site, value, at) };
  };

  const parameters = operation.parameters.flatMap((parameter): ParameterFact[] => {
    switch (parameter.in) {
      case 'path': {
        const text = match.pathParameters.get(parameter.name);
        const decoded: Decoded = text === undefined ? { kind: 'absent' } : decoder.path(parameter, text);
        return [fact(parameter, decoded, request.targetNode, text === redacted)];
      }
      case 'query':
      case 'querystring': {
        const decoded = query.values.get(parameter) ?? { kind: 'absent' };
        const hidden = decoded.kind === 'value' && decoded.value === redacted;
        return [fact(parameter, decoded, queryNode(request, parameter.name), hidden)];
      }
      case 'cookie': {
        if (cookieText === redacted) return [];
        const decoded = cookies.values.get(parameter) ?? { kind: 'absent' };
        return [fact(parameter, decoded, cookieFields[0]?.node ?? request.node, false)];
      }
      case 'header': {
        if (ignored.has(parameter.name.toLowerCase())) return [];
        const fields = headerFields(request.headers, parameter.name);
        const values = fields.map(({ value }) => value);
        const decoded = decoder.header(parameter, values);
        return [fact(parameter, decoded, fields[0]?.node ?? request.node, values.includes(redacted))];
      }
    }
  });
  return { parameters, undeclared: undeclared(context, request, operation, query.undeclared) };
}

function undeclared(
  { api }: ProbeContext,
  request: Request,
  operation: Operation,
  names: readonly string[],
): ParameterFacts['undeclared'] {
  // A template may have a query of its own, and credentials are no parameters of the operation.
  const known = new Set(
    /\?(.*)/
      .exec(operation.path)?.[1]
      ?.split('&')
      .map((pair) => pair.split('=')[0]) ?? [],
  );
  for (const scheme of api.securitySchemes.values()) {
    if (scheme.in === 'query' && scheme.parameterName !== undefined) known.add(scheme.parameterName);
  }
  return names.filter((name) => !known.has(name)).map((name) => ({ name, at: queryNode(request, name) }));
}

function queryNode(request: Request, name: string): Node {
  return request.query.find((field) => field.name === name)?.node ?? request.targetNode;
}
