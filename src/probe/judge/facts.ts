import type { OperationName } from '../../findings/finding.ts';
import type { Match } from '../../openapi/match.ts';
import type { Operation, Response as Documented } from '../../openapi/model.ts';
import { isEmptyBody, type Exchange, type LeftOutBody, type Request, type Response } from '../exchange.ts';
import { judgeBody, type BodyFacts } from './body.ts';
import type { ProbeContext } from './context.ts';
import {
  expectedHeaders,
  partialContext,
  unpromised,
  withoutExamples,
  type Unpromised,
} from './expectation.ts';
import { judgeHeaders, type HeaderFact } from './headers.ts';
import { nothingWrong, type Outcome } from './mismatch.ts';
import { leavesTypesOpen } from './open-types.ts';
import { judgeParameters, type ParameterFacts } from './parameters.ts';
import { judgeSecurity, type SecurityFact } from './security.ts';
import { findResponse, isBodiless } from './status.ts';

/** A request against its operation. */
export interface RequestFacts {
  readonly request: Request;
  readonly parameters: ParameterFacts;
  readonly body: BodyFacts;
  readonly bodyRequired: boolean;
  /** What of the credentials that are asked for it lacks; undefined where it has them. */
  readonly security: SecurityFact | undefined;
}

/** A response against what its operation promises. */
export interface ResponseFacts {
  readonly response: Response;
  /** Undefined where the contract lacks the status. */
  readonly documented: Documented | undefined;
  readonly headers: readonly HeaderFact[];
  readonly body: BodyFacts;
  /** What a consumer expects that the contract does not describe. */
  readonly unpromised: readonly Unpromised[];
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

const noContent: Documented['content'] = new Map();

/** Takes an exchange, and what its request was found to be in the contract; gives all that it has to say about it. */
export function gatherFacts(
  context: ProbeContext,
  exchange: Exchange,
  match: Match = context.match(exchange.request.method, exchange.request.target),
): Facts {
  const { request, response } = exchange;
  if (match.kind !== 'matched') {
    return {
      context,
      exchange,
      match,
      operation: undefined,
      operationName: nameless,
      request: undefined,
      requestCounts: false,
      response: undefined,
    };
  }
  const { operation } = match;
  const refused = response !== undefined && response.status >= 400 && response.status < 500;
  return {
    context,
    exchange,
    match,
    operation,
    operationName: named(operation),
    requestCounts: !refused && exchange.mode !== 'live',
    request: requestFacts(context, request, match),
    response: response && responseFacts(context, response, operation, request.method),
  };
}

/** The facts of a request, each found out when it is asked for: live, most are not. */
interface AskedRequest extends RequestFacts {
  context: ProbeContext;
  request: Request;
  match: Match & { readonly kind: 'matched' };
  foundParameters: ParameterFacts | undefined;
  foundBody: BodyFacts | undefined;
}

/** Inherited: getters of its own would give each object a shape of its own, which the engine cannot share. */
const whenAsked: ThisType<AskedRequest> & Omit<RequestFacts, 'request'> = {
  get parameters(): ParameterFacts {
    const { context, request, match } = this;
    return (this.foundParameters ??= judgeParameters(context, request, match.operation, match));
  },
  get body(): BodyFacts {
    return (this.foundBody ??= requestBody(this));
  },
  get bodyRequired(): boolean {
    return this.match.operation.requestBody?.required ?? false;
  },
  get security(): SecurityFact | undefined {
    return judgeSecurity(this.context, this.request, this.match.operation);
  },
};

function requestFacts(
  context: ProbeContext,
  request: Request,
  match: Match & { readonly kind: 'matched' },
): RequestFacts {
  const facts = Object.create(whenAsked) as AskedRequest;
  facts.context = context;
  facts.request = request;
  facts.match = match;
  facts.foundParameters = undefined;
  facts.foundBody = undefined;
  return facts;
}

function requestBody({ context, request, match: { operation } }: AskedRequest): BodyFacts {
  const content = operation.requestBody?.content ?? noContent;
  if (request.bodyLeftOut) return leftOut(request.bodyLeftOut, content);
  const open = leavesTypesOpen(context.api, operation, 'consumes');
  return judgeBody(context, request.body, request.headers, content, open);
}

/** Takes an operation; gives what a request of it would have matched: a webhook goes where its receiver chose. */
export function matchOf(operation: Operation): Match {
  const none = new Map<string, string>();
  return {
    kind: 'matched',
    operation,
    pathParameters: none,
    pathValues: none,
    rivals: [],
    basePath: '',
    trailingSlash: false,
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
  const { expectation, bodyLeftOut } = response;
  const judging = expectation ? partialContext(context) : context;
  const headers = documented ? judgeHeaders(judging, response, documented) : [];
  const body: BodyFacts =
    documented === undefined || forbidden
      ? { kind: 'absent' }
      : bodyLeftOut !== undefined
        ? leftOut(bodyLeftOut, documented.content)
        : judgeBody(
            judging,
            response.body,
            response.headers,
            documented.content,
            leavesTypesOpen(context.api, operation, 'produces'),
          );
  return {
    response,
    documented,
    headers: expectation ? expectedHeaders(headers, expectation) : headers,
    body: expectation ? withoutExamples(body, expectation) : body,
    unpromised: expectation && documented ? unpromised(context, response, documented) : [],
    bodyForbidden: forbidden && hasBody,
  };
}

/** A body that is not in the recording may have been anything. */
function leftOut({ reason, at }: LeftOutBody, content: Documented['content']): BodyFacts {
  if (content.size === 0) return { kind: 'absent' };
  return {
    kind: 'judged',
    type: '',
    outcome: { mismatches: [], unjudged: [{ reason, at, schema: undefined }] },
  };
}

interface Named {
  readonly operation: OperationName;
}

const nameless = {};
const names = new WeakMap<Operation, Named>();

function named(operation: Operation): Named {
  let found = names.get(operation);
  if (!found) {
    const { method, path, id } = operation;
    names.set(operation, (found = { operation: { method, path, ...(id && { operationId: id.value }) } }));
  }
  return found;
}

/** Takes an operation; gives how a report names it. */
export function nameOf(operation: Operation): OperationName {
  return named(operation).operation;
}

/** Takes facts; gives everything in the exchange that could not be judged. */
export function unjudgedParts({ request, response, requestCounts }: Facts): Outcome['unjudged'] {
  let found: Outcome['unjudged'] = nothingWrong.unjudged;
  const add = ({ unjudged }: Outcome): void => {
    if (unjudged.length > 0) found = [...found, ...unjudged];
  };
  if (request && requestCounts) {
    if (request.body.kind === 'judged') add(request.body.outcome);
    for (const { outcome } of request.parameters.parameters) add(outcome);
  }
  if (response?.body.kind === 'judged') add(response.body.outcome);
  for (const { outcome } of response?.headers ?? []) add(outcome);
  return found;
}
