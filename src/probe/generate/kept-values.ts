import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { isObject } from '../../document/node.ts';
import type { Collector } from '../../findings/collect.ts';
import type { Operation, SchemaSite } from '../../openapi/model.ts';
import valueNotKept from '../checks/value-not-kept.ts';
import type { Facts } from '../judge/facts.ts';
import { jsonOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { keywordsOf } from './keywords.ts';
import { isServed } from './owned.ts';

/** As many numbers have to be answered with one before it is said that it does not matter which is sent. */
const mostChance = 3;

/** What was sent and told of one member. */
interface Told {
  readonly sent: Set<unknown>;
  readonly answered: Set<unknown>;
}

/**
 * Takes the texts of a description; gives what takes a valid request, what is known of its answer, and where to report,
 * and reports flags and whole numbers that are answered with one value whatever is sent: what is answered with several
 * may be bound or rounded as no schema says.
 */
export function createKeptValues(
  documents: Documents,
): (draft: Draft, facts: Facts, collector: Collector) => void {
  const byOperation = new Map<Operation, Map<string, Told>>();
  return ({ operation, body, proof }, facts, collector) => {
    const status = facts.exchange.response?.status;
    if (proof.kind !== 'valid' || !isServed(status) || status === 202) return;
    // Of updates, what is read afterwards tells more.
    if (operation.method !== 'post') return;
    if (!isObject(body?.value) || !body.media.schema) return;
    const whole = jsonOf(facts);
    const inner = isObject(whole) ? whole['data'] : undefined;
    const answer = isObject(inner) ? inner : whole;
    if (!isObject(answer)) return;
    const members = byOperation.get(operation) ?? new Map<string, Told>();
    byOperation.set(operation, members);
    const { properties } = keywordsOf(documents, body.media.schema);
    for (const [name, value] of Object.entries(body.value)) {
      if (typeof value !== 'boolean' && !Number.isInteger(value)) continue;
      const node = properties.get(name);
      const other = Object.hasOwn(answer, name) ? answer[name] : undefined;
      if (!node || typeof other !== typeof value || isReadOnly(documents, body.media.schema, node)) continue;
      const told = members.get(name) ?? { sent: new Set(), answered: new Set() };
      members.set(name, told);
      const isNews = !told.sent.has(value);
      told.sent.add(value);
      told.answered.add(other);
      const enough = typeof value === 'boolean' ? 2 : mostChance;
      if (!isNews || told.answered.size > 1 || told.sent.size !== enough) continue;
      const [sent] = [...told.sent].filter((one) => one !== other);
      collector.reporter(valueNotKept)({
        message: 'fixed',
        params: { operation: operation.key, name, sent: String(sent), value: String(other) },
        at: node,
        ...facts.operationName,
      });
    }
  };
}

/** What only the provider sets is none of the sender's. */
function isReadOnly(documents: Documents, site: SchemaSite, node: Node): boolean {
  return keywordsOf(documents, { ...site, node }).parts.some((part) => part.value['readOnly'] === true);
}
