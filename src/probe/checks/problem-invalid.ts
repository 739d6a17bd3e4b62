import { isObject } from '../../document/node.ts';
import { appendKey, rootPointer } from '../../document/pointer.ts';
import { defineProbeCheck } from '../check.ts';
import { placeIn } from '../judge/places.ts';
import { shownValue } from '../shown.ts';

export default defineProbeCheck({
  code: 'problem-invalid',
  severity: 'info',
  summary: 'Let problem details be what RFC 9457 says.',
  why: 'Clients that read problem details of any provider pass over a member of another type, and trust its status.',
  fix: 'Send `type` and `instance` as URI references, `title` and `detail` as texts, `status` as the status of the response.',
  messages: {
    mistyped: '{member} of a problem must be {wanted}: {actual}',
    status: 'status of the problem is {actual}, of the response {status}',
  },
  signs: ['problem'],
  judge({ context, operationName, response: facts }, report) {
    const body = facts?.body;
    if (body?.kind !== 'judged' || body.type !== 'application/problem+json') return;
    const { decoded } = body;
    if (!facts || decoded?.kind !== 'value' || !isObject(decoded.value)) return;
    const problem = decoded.value;
    // What the schema of the contract rejects is told already.
    const told = new Set(body.outcome.mismatches.map(({ violation }) => violation.instance));
    for (const [member, { wanted, accepts }] of Object.entries(members)) {
      const place = appendKey(rootPointer, member);
      if (!Object.hasOwn(problem, member) || told.has(place)) continue;
      const value = problem[member];
      const at = placeIn(decoded.root, place);
      const { status } = facts.response;
      if (!accepts(value)) {
        const actual = shownValue(context.redactor.value(value));
        report({ message: 'mistyped', params: { member, wanted, actual }, at, ...operationName });
      } else if (member === 'status' && value !== status) {
        report({ message: 'status', params: { actual: Number(value), status }, at, ...operationName });
      }
    }
  },
});

const isText = (value: unknown): boolean => typeof value === 'string';
const isReference = (value: unknown): boolean => typeof value === 'string' && !/[\s<>"{}|\\^`]/.test(value);
const isStatus = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600;

/** RFC 9457 section 3.1. */
const members: Readonly<
  Record<string, { readonly wanted: string; readonly accepts: (value: unknown) => boolean }>
> = {
  type: { wanted: 'a URI reference', accepts: isReference },
  title: { wanted: 'a text', accepts: isText },
  status: { wanted: 'a status', accepts: isStatus },
  detail: { wanted: 'a text', accepts: isText },
  instance: { wanted: 'a URI reference', accepts: isReference },
};
