import type { Operation, Parameter } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Draft } from './drafts.ts';

const isKey = /^(?:x-)?idempoten(?:cy|t)-?(?:key|id|token)?$/i;

/** Takes an operation; gives the header by which its provider knows a request that is sent again, if it has one. */
export function idempotencyKey({ method, parameters }: Operation): Parameter | undefined {
  const isSentAgain = method === 'post' || method === 'patch';
  return isSentAgain ? parameters.find((one) => one.in === 'header' && isKey.test(one.name)) : undefined;
}

/**
 * Takes what is judged against, a request, and a number that no other has; gives it with an idempotency key of its own,
 * where it is not about the key: a provider may answer another request with the same key as it answered the first.
 */
export function withFreshKey(context: ProbeContext, draft: Draft, number: number): Draft {
  const parameter = idempotencyKey(draft.operation);
  const value = parameter && draft.parameters.get(parameter);
  if (!parameter || value === undefined || value !== draft.base.parameters.get(parameter)) return draft;
  const site = parameter.schema ?? parameter.content?.schema;
  // A UUID (RFC 9562) is what most contracts ask for.
  const key = `0f1e2d3c-4b5a-4978-8695-${String(number % 1e12).padStart(12, '0')}`;
  if (site && context.schemas.accepts(site, key) !== true) return draft;
  return { ...draft, parameters: new Map([...draft.parameters, [parameter, key]]) };
}
