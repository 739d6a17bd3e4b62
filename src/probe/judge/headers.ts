import type { Node } from '../../document/document.ts';
import type { Header, Response as Documented } from '../../openapi/model.ts';
import { headerFields, redacted, type Response } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
import { judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

/** What one documented header of a response was found to be. */
export interface HeaderFact {
  readonly header: Header;
  readonly kind: 'absent' | 'present' | 'malformed';
  readonly reason: string;
  readonly outcome: Outcome;
  /** Of one whose value could be read and is no secret. */
  readonly value?: unknown;
  readonly at: Node;
}

/**
 * Takes a response and what the contract has for it; gives what its documented headers were found to be. A
 * Content-Type among them is ignored (OpenAPI 3.1.1, Response Object). None where headers were not recorded.
 */
export function judgeHeaders(
  context: ProbeContext,
  response: Response,
  documented: Documented,
): HeaderFact[] {
  const found: HeaderFact[] = [];
  if (response.headers === undefined) return found;
  for (const [name, header] of documented.headers)
    if (name !== 'content-type') found.push(judgeHeader(context, response, name, header));
  return found;
}

function judgeHeader(context: ProbeContext, response: Response, name: string, header: Header): HeaderFact {
  // A description has no other place for fields that follow the body (RFC 9110 section 6.5).
  const before = headerFields(response.headers, name);
  const fields = before.length > 0 ? before : headerFields(response.trailers, name);
  const at = fields[0]?.node ?? response.node;
  // Written out: spreading gives the engine shapes that it cannot share, which costs more than judging.
  const made = (
    kind: HeaderFact['kind'],
    reason = '',
    value: unknown = undefined,
    outcome = nothingWrong,
  ): HeaderFact => ({ header, kind, reason, outcome, value, at });
  if (fields.length === 0) return made('absent');
  const values = fields.map(({ value }) => value);
  if (values.includes(redacted)) return made('present');
  const seen = fields.length === 1 ? context.known.headers.get(header) : undefined;
  if (seen && seen.text === values[0]) return made('present', '', seen.value);
  // Several cookies are several values, never a list (RFC 9110 section 5.3).
  const decoded = context.decoder.header(header, name === 'set-cookie' ? values.slice(0, 1) : values);
  if (decoded.kind === 'malformed') return made('malformed', decoded.reason);
  const site = header.schema ?? header.content?.schema;
  if (decoded.kind !== 'value' || !site) return made('present');
  const outcome = judgeValue(context.schemas, site, decoded.value, at);
  const [text] = values;
  if (outcome === nothingWrong && fields.length === 1 && text !== undefined)
    context.known.headers.set(header, { text, value: decoded.value });
  return made('present', '', decoded.value, outcome);
}
