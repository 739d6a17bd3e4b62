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
  if (response.headers === undefined) return [];
  return [...documented.headers].flatMap(([name, header]): HeaderFact[] => {
    if (name === 'content-type') return [];
    // A description has no other place for fields that follow the body (RFC 9110 section 6.5).
    const before = headerFields(response.headers, name);
    const fields = before.length > 0 ? before : headerFields(response.trailers, name);
    const [first] = fields;
    const base = { header, reason: '', outcome: nothingWrong, at: first?.node ?? response.node };
    if (first === undefined) return [{ ...base, kind: 'absent' }];
    const values = fields.map(({ value }) => value);
    if (values.includes(redacted)) return [{ ...base, kind: 'present' }];
    // Several cookies are several values, never a list (RFC 9110 section 5.3).
    const decoded = context.decoder.header(header, name === 'set-cookie' ? values.slice(0, 1) : values);
    if (decoded.kind === 'malformed') return [{ ...base, kind: 'malformed', reason: decoded.reason }];
    const site = header.schema ?? header.content?.schema;
    if (decoded.kind !== 'value' || !site) return [{ ...base, kind: 'present' }];
    const { value } = decoded;
    return [{ ...base, kind: 'present', value, outcome: judgeValue(context.schemas, site, value, base.at) }];
  });
}
