import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import type { Api } from '../../openapi/model.ts';
import updateNotKept from '../checks/update-not-kept.ts';
import type { Facts } from '../judge/facts.ts';
import { readJson } from '../judge/json-text.ts';
import type { Draft } from './drafts.ts';
import { keywordsOf } from './keywords.ts';
import { isServed } from './owned.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import { plainDraft } from './remove.ts';
import type { Answered, Sender } from './sender.ts';

/** Reads a resource before an update, and judges what is read after it. */
export interface ReadBack {
  /** Takes the status of the update; gives what came back when the resource was read again. */
  after(status: number | undefined): Promise<Answered | undefined>;
}

/**
 * Takes an API, a request that updates a resource, and what sends; reads it as it is before. Gives what reads it again and
 * reports members that an update was said to have changed and that are as they were; undefined where the resource
 * cannot be read, or nothing that is sent is told again.
 */
export async function beforeUpdate(
  { operations, documents }: Api,
  draft: Draft,
  sender: Sender,
): Promise<ReadBack | undefined> {
  const { operation, body } = draft;
  if (
    !['put', 'patch'].includes(operation.method) ||
    draft.proof.kind !== 'valid' ||
    !body?.media.schema ||
    !isObject(body.value)
  )
    return undefined;
  const path = shapeOf(operation.path);
  const get = operations.find((one) => one.method === 'get' && shapeOf(one.path) === path);
  if (!get) return undefined;
  const values = pathParameters(operation).map((one) => draft.parameters.get(one));
  const reading = plainDraft(get, values, 'before it is updated');
  const before = objectOf((await sender.send(reading))?.facts);
  if (!before) return undefined;
  const sent = body.value;
  const told = keywordsOf(documents, body.media.schema);
  const changed = Object.keys(sent).filter(
    (name) =>
      told.properties.has(name) &&
      isPlain(documents, draft, name) &&
      Object.hasOwn(before, name) &&
      before[name] !== sent[name] &&
      typeof before[name] === typeof sent[name],
  );
  if (changed.length === 0) return undefined;
  return {
    async after(status) {
      // 202: it is to be done later.
      if (!isServed(status) || status === 202) return undefined;
      return sender.send({ ...reading, what: 'after it was updated' }, (facts, collector) => {
        const now = objectOf(facts);
        for (const name of now ? changed : []) {
          if (now?.[name] !== before[name]) continue;
          collector.reporter(updateNotKept)({
            message: 'unchanged',
            params: {
              operation: operation.key,
              status: String(status),
              name,
              read: get.key,
            },
            at: operation.node,
            ...facts.operationName,
          });
        }
      });
    },
  };
}

/** Whether a member is of a kind that is kept as it is sent: a flag, a whole number, a listed value. */
function isPlain(documents: Documents, { body }: Draft, name: string): boolean {
  const site = body?.media.schema;
  const node = site && keywordsOf(documents, site).properties.get(name);
  if (!site || !node) return false;
  const { types, values, parts } = keywordsOf(documents, { ...site, node });
  // OpenAPI 3.0.3: it should not be part of a request, and whoever leaves it alone does right.
  if (parts.some((part) => part.value['readOnly'] === true)) return false;
  return values !== undefined || types.has('boolean') || types.has('integer');
}

/** The object that an answer is about: itself, or what stands under `data` alone. */
function objectOf(facts: Facts | undefined): Readonly<Record<string, unknown>> | undefined {
  const response = facts?.exchange.response;
  if (!response?.body || !isServed(response.status)) return undefined;
  const read = readJson(new TextDecoder().decode(response.body.bytes));
  const value = 'value' in read ? read.value : undefined;
  if (!isObject(value)) return undefined;
  const inner = value['data'];
  return isObject(inner) ? inner : value;
}
