import type { Channel, Handshake } from '../asyncapi/model.ts';
import type { NeededSecurity } from '../asyncapi/security.ts';
import { operationShapes } from '../asyncapi/shapes.ts';
import type { Node } from '../../document/document.ts';
import type { Operation, Parameter } from '../../openapi/model.ts';
import { headerFields, headerValues, queryOf, redacted } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
import type { Facts } from './facts.ts';
import { judgeValue, type Outcome } from './mismatch.ts';
import { judgeAnyOf } from './security.ts';

const known = new WeakMap<ProbeContext, WeakMap<Operation, readonly Channel[]>>();

/** Takes what judging takes and an operation; gives the channels of AsyncAPI documents that it opens. */
export function channelsOf(context: ProbeContext, operation: Operation): readonly Channel[] {
  if (context.asyncApis.length === 0 || operation.method !== 'get' || operation.kind !== 'path') return [];
  let all = known.get(context);
  if (!all) known.set(context, (all = new WeakMap()));
  let found = all.get(operation);
  if (!found) {
    const shapes = new Set(operationShapes(operation));
    found = context.asyncApis
      .flatMap((one) => one.channels)
      .filter((channel) => channel.shapes.some((shape) => shapes.has(shape)));
    all.set(operation, found);
  }
  return found;
}

/** What of a handshake is not as a channel binds it. */
export type HandshakeFault =
  | { readonly kind: 'method'; readonly method: string; readonly at: Node; readonly bound: Node }
  | { readonly kind: 'missing'; readonly parameter: Parameter; readonly at: Node }
  | { readonly kind: 'malformed'; readonly parameter: Parameter; readonly reason: string; readonly at: Node }
  | { readonly kind: 'invalid'; readonly parameter: Parameter; readonly outcome: Outcome }
  | {
      readonly kind: 'credentials';
      readonly needed: NeededSecurity;
      /** What is wrong with those that are there; undefined where there are none. */
      readonly reason: string | undefined;
      readonly at: Node;
    };

/** Takes facts; gives what is wrong with the handshake, by the bindings of the channels that it opens. */
export function judgeHandshake(facts: Facts): readonly HandshakeFault[] {
  const { context, exchange, operation, match } = facts;
  const { request } = exchange;
  if (context.asyncApis.length === 0 || !operation) return [];
  if (headerValues(request.headers, 'upgrade').length === 0) return [];
  return channelsOf(context, operation).flatMap(({ handshake, security }) => [
    ...(handshake ? [...pathFaults(handshake, exchange, match), ...faultsOf(handshake, exchange)] : []),
    // What the contract asks for as well is told by that.
    ...(facts.request?.security ? [] : security.flatMap((one) => credentialFaults(context, request, one))),
  ]);
}

function credentialFaults(
  context: ProbeContext,
  request: Facts['exchange']['request'],
  needed: NeededSecurity,
): HandshakeFault[] {
  const lacks = judgeAnyOf(context, request, needed.schemes);
  return lacks ? [{ kind: 'credentials', needed, ...lacks }] : [];
}

/** An address may be behind what a server puts before it, and call its parameters otherwise: they are the last ones. */
function pathFaults(
  { parameters, schemas }: Handshake,
  { request }: Facts['exchange'],
  match: Facts['match'],
): HandshakeFault[] {
  const values = match.kind === 'matched' ? [...match.pathValues.values()].reverse() : [];
  return parameters
    .filter((one) => one.in === 'path')
    .reverse()
    .flatMap((parameter, index): HandshakeFault[] => {
      const value = values[index];
      if (!parameter.schema || value === undefined || value === redacted) return [];
      const outcome = judgeValue(schemas, parameter.schema, value, request.targetNode);
      return [{ kind: 'invalid', parameter, outcome }];
    });
}

function faultsOf(
  { method, parameters, schemas, decoder }: Handshake,
  { request }: Facts['exchange'],
): HandshakeFault[] {
  const faults: HandshakeFault[] = [];
  if (method && method.name !== request.method)
    faults.push({ kind: 'method', method: method.name, at: request.node, bound: method.node });
  const text = queryOf(request);
  const query = decoder.query(
    parameters.filter((one) => one.in === 'query'),
    text,
  );
  for (const parameter of parameters) {
    if (parameter.in === 'path') continue;
    const fields =
      parameter.in === 'header'
        ? headerFields(request.headers, parameter.name)
        : request.query.filter(({ name }) => name === parameter.name);
    const values = fields.map(({ value }) => value);
    const decoded =
      parameter.in === 'header'
        ? decoder.header(parameter, values)
        : (query.values.get(parameter) ?? { kind: 'absent' as const });
    const at = fields[0]?.node ?? (parameter.in === 'header' ? request.node : request.targetNode);
    if (decoded.kind === 'absent') {
      if (parameter.required) faults.push({ kind: 'missing', parameter, at: request.node });
    } else if (decoded.kind === 'malformed')
      faults.push({ kind: 'malformed', parameter, reason: decoded.reason, at });
    else if (
      decoded.kind === 'value' &&
      parameter.schema &&
      decoded.value !== redacted &&
      !values.includes(redacted)
    )
      faults.push({
        kind: 'invalid',
        parameter,
        outcome: judgeValue(schemas, parameter.schema, decoded.value, at),
      });
  }
  return faults;
}
