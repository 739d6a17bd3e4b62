import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import type { Operation, SchemaSite } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Draft } from './drafts.ts';
import { keywordsOf } from './keywords.ts';
import { proofOf } from './proof.ts';
import { plainDraft } from './remove.ts';
import { writable } from './writable.ts';

/** What providers tell in the place of a secret: sent again, it would be the secret. */
const masked = /^(?:\*{3,}|•{3,}|x{4,}|[<[({]?(?:secret|redacted|hidden|masked|removed|filtered)[>\])}]?)$/i;
const deepest = 16;

/**
 * Takes what is judged against, an operation that writes, the values of its path parameters, a request to it that was
 * allowed if there was one, and what reading told; gives the request that writes that, with what the operation takes of
 * it alone. Undefined where the contract does not allow any.
 */
export function writingBack(
  context: ProbeContext,
  operation: Operation,
  values: readonly unknown[],
  allowed: Draft | undefined,
  told: unknown,
): Draft | undefined {
  const media = operation.requestBody && writable(operation.requestBody.content.values());
  if (!media) return undefined;
  const { documents } = context.api;
  const plain = plainDraft(operation, values, 'as it was before the run');
  const needed = [...(allowed?.parameters ?? [])].filter(([one]) => one.required && one.in !== 'path');
  const parameters = new Map([...plain.parameters, ...needed]);
  for (const value of unwrapped(told)) {
    const { schema } = media;
    // A list is no thing that is written back by a POST, and what no schema tells of, nobody knows.
    if (operation.method === 'post' && (!schema || keywordsOf(documents, schema).properties.size === 0))
      continue;
    const taken = schema ? pick(documents, schema, value, 0) : value;
    const without = isObject(taken) ? withoutNulls(taken) : taken;
    for (const body of [taken, without]) {
      if (isObject(body) && Object.keys(body).length === 0 && isObject(value)) continue;
      // A POST may make one more of what is listed there: what it takes is what was told, or it is no writing back.
      if (operation.method === 'post' && !isMostOf(body, value)) continue;
      const one = { operation, parameters, body: { media, value: body }, what: plain.what };
      if (proofOf(context, one).kind === 'valid')
        return { ...one, proof: { kind: 'valid' }, varied: undefined, base: one };
    }
  }
  return undefined;
}

/** The value itself, and what alone stands in it: `data`, or the name of the thing. */
function* unwrapped(told: unknown): Generator<unknown> {
  yield told;
  if (!isObject(told)) return;
  const { data } = told;
  const [only, ...others] = Object.values(told);
  if (isObject(data)) yield data;
  else if (others.length === 0 && isObject(only)) yield only;
}

/** What of a value may be written: members that are declared and not for reading alone, and no secret that was hidden. */
function pick(documents: Documents, site: SchemaSite, value: unknown, depth: number): unknown {
  if (depth > deepest) return value;
  const { properties, items, unions, additional } = keywordsOf(documents, site);
  if (Array.isArray(value))
    return items
      ? value.map((item: unknown) => pick(documents, { ...site, node: items }, item, depth + 1))
      : value;
  if (!isObject(value)) return value;
  // What may stand in it is told by no list of members.
  const open = unions.length > 0 || properties.size === 0 || isObject(additional?.value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const node = properties.get(name);
      if (typeof member === 'string' && masked.test(member)) return [];
      if (!node) return open ? [[name, member]] : [];
      if (keywordsOf(documents, { ...site, node }).parts.some((part) => part.value['readOnly'] === true))
        return [];
      return [[name, pick(documents, { ...site, node }, member, depth + 1)]];
    }),
  );
}

function isMostOf(part: unknown, whole: unknown): boolean {
  return isObject(part) && isObject(whole) && Object.keys(part).length * 2 > Object.keys(whole).length;
}

function withoutNulls(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
