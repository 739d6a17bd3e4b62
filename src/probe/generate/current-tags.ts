import type { Operation, Parameter } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Facts } from '../judge/facts.ts';
import { headerOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { isSafe } from './order.ts';
import { isServed } from './owned.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import { proofOf } from './proof.ts';
import { plainDraft } from './remove.ts';

/** Knows the entity tag that each resource has now: what is changed on condition of another is refused (412, 428). */
export interface CurrentTags {
  /** Takes a request and what came back; learns the tag that was told, or that the one before is none any more. */
  learn(draft: Draft, facts: Facts): void;
  /**
   * Takes a request, and what sends one that reads; gives it with the tag of what it changes in the place of one that was
   * made up for If-Match, without it where there is none and it may be left out.
   */
  conditioned(draft: Draft, read: (draft: Draft) => Promise<unknown>): Promise<Draft>;
}

/** So many are remembered. */
const mostTags = 1_000;

/** Takes what is judged against; gives a memory of no tags. */
export function createCurrentTags(context: ProbeContext): CurrentTags {
  const tags = new Map<string, string>();
  const { operations } = context.api;
  return {
    learn(draft, facts) {
      const { operation } = draft;
      if (!isServed(facts.exchange.response?.status) || operation.method === 'post') return;
      const key = keyOf(draft);
      const tag = headerOf(facts, 'etag');
      if (!isSafe(operation)) tags.delete(key);
      if (tag !== undefined && tags.size < mostTags) tags.set(key, tag);
    },
    async conditioned(draft, read) {
      const { operation } = draft;
      const parameter = isSafe(operation) || draft.ownCondition ? undefined : ifMatchOf(draft);
      if (!parameter || parameter === draft.varied) return draft;
      const key = keyOf(draft);
      const reading = tags.has(key) ? undefined : readingOf(operations, draft);
      if (reading) await read(reading);
      const tag = tags.get(key);
      // A weak tag is the same as no other (RFC 9110 section 13.1.1).
      const isStrong = tag?.startsWith('W/') === false;
      if (tag === undefined || (!isStrong && !parameter.required)) {
        if (parameter.required) return draft;
        return { ...draft, parameters: new Map([...draft.parameters].filter(([one]) => one !== parameter)) };
      }
      const right = { ...draft, parameters: new Map([...draft.parameters, [parameter, tag]]) };
      return proofOf(context, right).kind === draft.proof.kind ? right : draft;
    },
  };
}

function ifMatchOf({ parameters }: Draft): Parameter | undefined {
  return [...parameters.keys()].find((one) => one.in === 'header' && one.name.toLowerCase() === 'if-match');
}

/** Takes all operations and a request that changes a resource; gives one that reads it, if there is one. */
export function readingOf(operations: readonly Operation[], draft: Draft): Draft | undefined {
  const { operation, parameters } = draft;
  const shape = shapeOf(operation.path);
  const get = operations.find((one) => one.method === 'get' && shapeOf(one.path) === shape);
  const values = pathParameters(operation).map((one) => parameters.get(one));
  return get && plainDraft(get, values, 'before it is changed');
}

function keyOf({ operation, parameters }: Draft): string {
  const values = pathParameters(operation).map((one) => String(parameters.get(one)));
  return JSON.stringify([shapeOf(operation.path), values]);
}
