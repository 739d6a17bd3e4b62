import type { Node } from '../document/document.ts';
import type { Evidence, Judged } from '../findings/finding.ts';
import { joinPointers, parentPointer } from '../document/pointer.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import type { Break } from '../schema/solver/verdict.ts';
import type { Violation } from '../schema/violation.ts';
import type { Sender } from './check.ts';
import type { Pair } from './pair.ts';
import type { SchemaFinding } from './schema-edit.ts';
import { valueAt } from './value-at.ts';
import type { WireTexts } from './wire-text.ts';

/** A finding, and what anyone can check it with; without a break there is nothing to check. */
export interface Witnessed {
  readonly finding: SchemaFinding;
  readonly evidence: Evidence | undefined;
}

/**
 * Takes a finding and where it was found; gives it with the evidence that anyone can check with a validator of their
 * own. Whoever made the payload had no part in judging it here; what is not confirmed is told as unproven.
 */
export function witnessed(
  finding: SchemaFinding,
  pair: Pair<SchemaSite>,
  sender: Sender,
  { schemas, wire }: { readonly schemas: Pair<Schemas>; readonly wire: Pick<WireTexts, 'textOf'> },
): Witnessed {
  const { edit, found } = finding;
  if (found === undefined) return { finding, evidence: undefined };
  const before = judged(pair.before, schemas.before, found);
  const after = judged(pair.after, schemas.after, found);
  const [sent, received] = sender === 'consumer' ? [before, after] : [after, before];
  if (!sent.valid || received.valid) {
    const unproven = `the judges disagree about ${JSON.stringify(found.witness)}`;
    return { finding: { edit, found: undefined, unproven }, evidence: undefined };
  }
  const direction = sender === 'consumer' ? 'request' : 'response';
  const { witness: instance, at } = found;
  const text = wire.textOf(sender === 'consumer' ? pair.before : pair.after, instance);
  const travels = text === undefined ? {} : { wire: text };
  return { finding, evidence: { kind: 'witness', direction, instance, ...travels, at, before, after } };
}

function judged(site: SchemaSite, schemas: Schemas, found: Break): Judged {
  const judgement = schemas.judge(site, found.witness);
  const { document, pointer } = site.node;
  const errors =
    judgement.kind === 'invalid'
      ? (ownErrors(site, schemas, found) ?? foremost(judgement.violations, found))
      : [];
  return {
    uri: document.uri,
    pointer,
    valid: judgement.kind === 'valid',
    ...(errors.length > 0 && { errors }),
  };
}

/** How much is told of what a payload runs into. */
const most = 3;

/**
 * What the very schema that rejects says of the part that it rejects: in a union the whole would speak of whichever
 * branch it takes for the nearest. Undefined where it says nothing of that part by itself.
 */
function ownErrors(site: SchemaSite, schemas: Schemas, found: Break): readonly string[] | undefined {
  const { holder, blamed, witness, at: exact } = found;
  let nearby: readonly Violation[] | undefined;
  // A tag, or an item too many, is minded by what has it.
  for (const at of [exact, parentPointer(exact)]) {
    if (at === undefined) continue;
    const judgement = schemas.judge({ ...site, node: holder }, valueAt(witness, at));
    if (judgement.kind !== 'invalid') continue;
    const placed = judgement.violations.map((one) => ({ ...one, instance: joinPointers(at, one.instance) }));
    if (placed.some(({ schema }) => isWithin(schema, blamed))) return foremost(placed, found);
    nearby ??= placed.some(({ instance }) => instance === exact) ? placed : undefined;
  }
  return nearby && foremost(nearby, found);
}

/** Whether a node is another, or stands in it. */
function isWithin(inner: Node, outer: Node): boolean {
  const { pointer } = outer;
  return (
    inner.document === outer.document &&
    (inner.pointer === pointer ||
      inner.pointer.startsWith(`${pointer}/`) ||
      pointer.startsWith(`${inner.pointer}/`))
  );
}

/** A payload may break what other findings are about too: what this one is about comes first. */
function foremost(violations: readonly Violation[], { at, property, blamed }: Break): readonly string[] {
  const distance = (violation: Violation) =>
    (violation.instance === at ? 0 : 4) +
    (violation.property === property ? 0 : 2) +
    (violation.schema.pointer === blamed.pointer ? 0 : 1);
  return violations
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .map(errorText);
}

function errorText({ instance, message }: Violation): string {
  // A hint at a slip of the pen is beside the point here.
  const said = message.replace(/; did you mean .*\?$/, '');
  return instance === '' ? said : `${instance} ${said}`;
}
