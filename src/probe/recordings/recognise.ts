import type { Document } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';

/** Takes a document; gives whether it is a description of an API, which is what recordings are judged against. */
export function isDescription({ value }: Document): boolean {
  return isObject(value) && (Object.hasOwn(value, 'openapi') || Object.hasOwn(value, 'swagger'));
}

/** Takes a document; gives whether it is a pact: a consumer, a provider, and what they say to each other. */
export function isPact({ value }: Document): boolean {
  return (
    isObject(value) &&
    isObject(value['consumer']) &&
    isObject(value['provider']) &&
    (Array.isArray(value['interactions']) || Array.isArray(value['messages']))
  );
}

/** Takes a document; gives whether it is a collection of Postman, of version 2.0 or 2.1. */
export function isPostman({ value }: Document): boolean {
  if (!isObject(value) || !Array.isArray(value['item'])) return false;
  const { info } = value;
  return isObject(info) && (typeof info['schema'] === 'string' || Object.hasOwn(info, '_postman_id'));
}

/** Takes a document; gives whether it is a description of workflows (Arazzo 1). */
export function isArazzo({ value }: Document): boolean {
  return isObject(value) && typeof value['arazzo'] === 'string';
}
