import type { Evidence, Judged } from '../findings/finding.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { Break } from '../schema/solver/verdict.ts';
import type { Violation } from '../schema/violation.ts';
import type { Sender } from './check.ts';
import type { Pair } from './pair.ts';

/** Takes a break and where it was found; gives the evidence that anyone can check with a validator of their own. */
export function witnessEvidence(
  found: Break,
  pair: Pair<SchemaSite>,
  sender: Sender,
  schemas: Pair<Schemas>,
): Evidence {
  return {
    kind: 'witness',
    direction: sender === 'consumer' ? 'request' : 'response',
    instance: found.witness,
    at: found.at,
    before: judged(pair.before, schemas.before, found),
    after: judged(pair.after, schemas.after, found),
  };
}

function judged(site: SchemaSite, schemas: Schemas, { witness, at, property }: Break): Judged {
  const judgement = schemas.judge(site, witness);
  const { document, pointer } = site.node;
  // A payload may break what other findings are about too: what this one is about comes first.
  const distance = (violation: Violation) =>
    (violation.instance === at ? 0 : 2) + (violation.property === property ? 0 : 1);
  const errors =
    judgement.kind === 'invalid'
      ? judgement.violations
          .toSorted((a, b) => distance(a) - distance(b))
          .slice(0, 3)
          .map(errorText)
      : [];
  return {
    uri: document.uri,
    pointer,
    valid: judgement.kind === 'valid',
    ...(errors.length > 0 && { errors }),
  };
}

function errorText({ instance, message }: Violation): string {
  // A hint at a slip of the pen is beside the point here.
  const said = message.replace(/; did you mean .*\?$/, '');
  return instance === '' ? said : `${instance} ${said}`;
}
