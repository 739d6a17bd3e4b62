import type { Node } from '../document/document.ts';
import { child, holderOf, nodeAt } from '../document/node.ts';
import { parentPointer, toPointer } from '../document/pointer.ts';
import type { Evidence } from '../findings/finding.ts';
import type { Placement } from '../findings/meta.ts';
import type { SchemaSite } from '../openapi/model.ts';
import type { Uncompilable, Violation } from '../schema/violation.ts';
import { retyped } from './mend.ts';
import { isPlainlyValid } from './plainly-valid.ts';
import type { LintContext } from './rule.ts';

/** One way in which a value in the description is not what its schema says, placed where it is. */
export interface Mismatch extends Placement {
  readonly problem: string;
  readonly evidence: Evidence;
}

/** What judging a value in the description came to. */
export type Mismatches =
  | { readonly kind: 'judged'; readonly mismatches: readonly Mismatch[] }
  | { readonly kind: 'unjudged'; readonly uncompilable: Uncompilable };

const valid: Mismatches = { kind: 'judged', mismatches: [] };

/**
 * Takes a value in the description and its schema; gives what is wrong with it, each fact once. Of values that travel
 * as text (`text`: parameters, headers, forms), `"true"` may stand for `true`, and a text for a list.
 */
export function mismatchesOf(
  { api, schemas }: Pick<LintContext, 'api' | 'schemas'>,
  site: SchemaSite,
  value: Node,
  text = false,
): Mismatches {
  if (isPlainlyValid(api.documents, site, value.value)) return valid;
  const judgement = schemas.judge(site, value.value);
  if (judgement.kind === 'valid') return valid;
  if (judgement.kind === 'unjudged') return judgement;
  const { violations } = judgement;
  // That a value of the wrong type is none of the listed ones either is no news.
  const mistyped = new Set(
    violations.filter(({ keyword }) => keyword === 'type').map(({ instance }) => instance),
  );
  const news = violations.filter(({ keyword, instance }) => keyword === 'type' || !mistyped.has(instance));
  const told = text ? news.filter((violation) => !isText(violation)) : news;
  /** Whether a value in another type would be what the schema says that rejects it, its format and bounds included. */
  const fits = (schema: Node, other: unknown): boolean => {
    const node = holderOf(schema);
    return node !== undefined && schemas.judge({ ...site, node }, other).kind !== 'invalid';
  };
  return { kind: 'judged', mismatches: told.map((violation) => place(violation, value, text, fits)) };
}

/** Whether a violation is only that a value is written as the text that is sent for it. */
function isText({ keyword, actual, schema }: Violation): boolean {
  if (keyword !== 'type' || typeof actual !== 'string') return false;
  const types: readonly unknown[] = Array.isArray(schema.value) ? schema.value : [schema.value];
  return types.some((type) => {
    if (type === 'boolean') return /^(?:true|false)$/.test(actual);
    if (type === 'integer') return /^-?\d+$/.test(actual);
    if (type === 'number') return /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(actual);
    return type === 'array' || type === 'object';
  });
}

function place(
  violation: Violation,
  value: Node,
  text: boolean,
  fits: (schema: Node, value: unknown) => boolean,
): Mismatch {
  const { instance, property, keyword, actual, message, schema } = violation;
  const pointer = toPointer(value.pointer + instance);
  const holder = (pointer !== undefined && nodeAt(value.document, pointer)) || value;
  // A member that must not be there is the place; of one that is missing, what should hold it.
  const member = property === undefined ? undefined : child(holder, property);
  const unfit = member !== undefined && keyword !== 'discriminator';
  return {
    problem: message.startsWith('unknown property ') ? `has the ${message}` : predicate(message),
    at: unfit ? member : holder,
    ...(unfit && { part: 'key' as const }),
    evidence: { kind: 'violation', keyword, actual },
    ...(keyword === 'type' && {
      fix: () => {
        const fix = retyped(holder, Array.isArray(schema.value) ? schema.value : [schema.value]);
        if (!fix || !fits(schema, otherwise(holder.value))) return undefined;
        // Of an example that was copied from a real message, the schema may be what is wrong.
        return { ...fix, safe: text || isBeside(value, schema) };
      },
    }),
    related: [{ message: 'its schema says so here', at: schema }],
  };
}

/** A value as `retyped` writes it: a number or a truth value as text, and a text as what it reads as. */
function otherwise(value: unknown): unknown {
  if (typeof value !== 'string') return String(value);
  return value === 'true' || value === 'false' ? value === 'true' : Number(value);
}

/** Whether a value stands in the same schema as the keyword that rejects it. */
function isBeside(value: Node, keyword: Node): boolean {
  const own = /^(.*)\/(?:default|example|examples\/\d+)$/s.exec(value.pointer)?.[1];
  return own !== undefined && value.document === keyword.document && parentPointer(keyword.pointer) === own;
}

function predicate(message: string): string {
  return message.startsWith('property name ') ? `has a name that does not fit: ${message}` : message;
}
