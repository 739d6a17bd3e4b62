import type { Finding } from '../../findings/finding.ts';
import type { Operation, Response } from '../../openapi/model.ts';
import { headerValues, isEmptyBody, type Body, type Field } from '../exchange.ts';
import type { Facts } from '../judge/facts.ts';
import type { ParameterFacts } from '../judge/parameters.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';

/** What a finding is about that its words alone do not say to a program. */
export interface Subject {
  readonly operation: Operation | undefined;
  readonly documented: Response | undefined;
  readonly method: string;
  readonly status: number | undefined;
  /** Of a parameter that the contract lacks. */
  readonly name: string | undefined;
  /** The media types of the requests and responses. */
  readonly requestTypes: Set<string>;
  readonly responseTypes: Set<string>;
  /** Takes the facts of another exchange with the same finding. */
  note(facts: Facts): void;
}

/** So many media types are remembered. */
const mostTypes = 10;

/** Takes the facts of an exchange and a finding of it; gives what the finding is about. */
export function subjectOf(facts: Facts, finding: Finding): Subject {
  const { operation, exchange, response } = facts;
  const requestTypes = new Set<string>();
  const responseTypes = new Set<string>();
  return {
    operation,
    documented: response?.documented,
    method: exchange.request.method,
    status: exchange.response?.status,
    name: finding.code === 'parameter-undeclared' ? undeclared(facts, finding) : undefined,
    requestTypes,
    responseTypes,
    note(other) {
      const { request, response: answer } = other.exchange;
      add(requestTypes, request.headers, request.body);
      if (answer) add(responseTypes, answer.headers, answer.body);
    },
  };
}

function add(types: Set<string>, headers: readonly Field[] | undefined, body: Body | undefined): void {
  if (body === undefined || isEmptyBody(body) || types.size >= mostTypes) return;
  const [written] = headerValues(headers, 'content-type');
  const type = written === undefined ? undefined : parseMediaType(written)?.essence;
  const guessed = body.data === undefined ? 'application/octet-stream' : 'application/json';
  types.add(type ?? guessed);
}

function undeclared({ operation, request }: Facts, { message }: Finding): string | undefined {
  const opening = `${operation?.key} has no query parameter `;
  if (request === undefined || !message.startsWith(opening)) return undefined;
  const names = namesOf(request.parameters);
  const told = message.slice(opening.length);
  if (names.has(told)) return told;
  // Behind it stands what it may have been meant to be.
  for (let end = told.indexOf('; '); end !== -1; end = told.indexOf('; ', end + 1))
    if (names.has(told.slice(0, end))) return told.slice(0, end);
  return undefined;
}

const undeclaredNames = new WeakMap<ParameterFacts, ReadonlySet<string>>();

/** There may be any number of them in one request, with a finding for each. */
function namesOf(parameters: ParameterFacts): ReadonlySet<string> {
  const known = undeclaredNames.get(parameters);
  if (known) return known;
  const names = new Set(parameters.undeclared.map(({ name }) => name));
  undeclaredNames.set(parameters, names);
  return names;
}
