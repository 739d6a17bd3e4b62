import type { OperationName } from '../../findings/finding.ts';
import type { Match } from '../../openapi/match.ts';
import type { Operation, Response as Documented } from '../../openapi/model.ts';
import { isEmptyBody, type Exchange, type Request, type Response } from '../exchange.ts';
import { judgeBody, type BodyFacts } from './body.ts';
import type { ProbeContext } from './context.ts';
import { judgeHeaders, type HeaderFact } from './headers.ts';
import { joinOutcomes, type Outcome } from './mismatch.ts';
import { judgeParameters, type ParameterFacts } from './parameters.ts';
import { missingSecurity } from './security.ts';
import { findResponse, isBodiless } from './status.ts';

/** A request against its operation. */
export interface RequestFacts {
  readonly request: Request;
  readonly parameters: ParameterFacts;
  readonly body: BodyFacts;
  readonly bodyRequired: boolean;
  /** The schemes that it lacks, where it is refused nowhere for lacking them. */
  readonly missingSecurity: readonly string[] | undefined;
}

/** A response against what its operation promises. */
export interface ResponseFacts {
  readonly response: Response;
  /** Undefined where the contract lacks the status. */
  readonly documented: Documented | undefined;
  readonly headers: readonly HeaderFact[];
  readonly body: BodyFacts;
  /** It has a body although its method or status allows none. */
  readonly bodyForbidden: boolean;
}

/** All that was found out about an exchange, each thing once: what checks report from. */
export interface Facts {
  readonly context: ProbeContext;
  readonly exchange: Exchange;
  readonly match: Match;
  readonly operation: Operation | undefined;
  /** How findings name the operation. */
  readonly operationName: { readonly operation?: OperationName };
  /** Undefined without an operation. */
  readonly request: RequestFacts | undefined;
  /**
   * Whether mistakes in the request are mistakes: a provider that refuses it (4xx) does with it what the contract
   * says, and live the request has been judged before it was sent.
   */
  readonly requestCounts: boolean;
  /** Undefined without an operation or response. */
  readonly response: ResponseFacts | undefined;
}

/** Takes an exchange; gives all that the contract has to say about it. */
export function gatherFacts(context: ProbeContext, exchange: Exchange): Facts {
  const { request, response } = exchange;
  const match = context.match(request.method, request.target);
  const base = { context, exchange, match };
  if (match.kind !== 'matched') {
    return {
      ...base,
      operation: undefined,
      operationName: {},
      request: undefined,
      requestCounts: false,
      response: undefined,
    };
  }
  const { operation } = match;
  const refused = response !== undefined && response.status >= 400 && response.status < 500;
  return {
    ...base,
    operation,
    operationName: { operation: nameOf(operation) },
    requestCounts: !refused && exchange.mode === 'offline',
    request: {
      request,
      parameters: judgeParameters(context, request, operation, match),
      body: judgeBody(context, request.body, request.headers, operation.requestBody?.content ?? new Map()),
      bodyRequired: operation.requestBody?.required ?? false,
      missingSecurity: missingSecurity(context, request, operation),
    },
    response: response && responseFacts(context, response, operation, request.method),
  };
}

function responseFacts(
  context: ProbeContext,
  response: Response,
  operation: Operation,
  method: string,
): ResponseFacts {
  const documented = findResponse(operation, response.status);
  const forbidden = isBodiless(method, response.status);
  const hasBody = !isEmptyBody(response.body);
  return {
    response,
    documented,
    headers: documented ? judgeHeaders(context, response, documented) : [],
    body:
      documented === undefined || forbidden
        ? { kind: 'absent' }
        : response.bodyLeftOut !== undefined
          ? leftOut(response, response.bodyLeftOut, documented)
          : judgeBody(context, response.body, response.headers, documented.content),
    bodyForbidden: forbidden && hasBody,
  };
}

/** A body that is not in the recording may have been anything. */
function leftOut({ node }: Response, reason: string, { content }: Documented): BodyFacts {
  if (content.size === 0) return { kind: 'absent' };
  return {
    kind: 'judged',
    type: '',
    outcome: { mismatches: [], unjudged: [{ reason, at: node, schema: undefined }] },
  };
}

/** Takes an operation; gives how a report names it. */
export function nameOf({ method, path, id }: Operation): OperationName {
  return { method, path, ...(id && { operationId: id.value }) };
}

/** Takes facts; gives everything in the exchange that could not be judged. */
export function unjudgedParts({ request, response, requestCounts }: Facts): Outcome['unjudged'] {
  const outcomes: Outcome[] = [];
  const body = (facts: BodyFacts | undefined): void => {
    if (facts?.kind === 'judged') outcomes.push(facts.outcome);
  };
  if (requestCounts) {
    body(request?.body);
    for (const { outcome } of request?.parameters.parameters ?? []) outcomes.push(outcome);
  }
  body(response?.body);
  for (const { outcome } of response?.headers ?? []) outcomes.push(outcome);
  return joinOutcomes(outcomes).unjudged;
}
