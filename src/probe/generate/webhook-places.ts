import { isObject } from '../../document/node.ts';
import type { Documents } from '../../document/documents.ts';
import type { Api, Operation, SchemaSite } from '../../openapi/model.ts';
import { normal } from './answered-ids.ts';
import type { Place } from './callback-places.ts';
import type { CaseBody } from './case.ts';
import { keywordsOf } from './keywords.ts';
import { isSafe } from './order.ts';
import { writable } from './writable.ts';

/** Members of a request are looked for so deep: `config.url`, `data.attributes.url`. */
const deepest = 3;
const mostProperties = 200;

/** What an operation is about, by its path, id and tags. */
const subscribing = /web-?hook|(?:^|[^a-z])hooks?(?:[^a-z]|$)|subscri|notification|call-?back|listener/;
/** Where an operation that is about webhooks says where to, by words alone. */
const saysWhere =
  /^(?:(?:web)?hook|callback|target|deliver(?:y|ies)?|notif(?:y|ication)s?|endpoint|receiver|destination|listener|subscriber|push|post|payload|sink|event)?(?:url|uri)$/;
/** The same, where it is an address by its format. */
const isCalledSo = /^(?:endpoint|address|target|destination|receiver|callback|webhook|hook|sink|href)$/;
/** Where any operation does: an order that names where its news are sent to. */
const saysWebhook =
  /^(?:(?:web)?hooks?|ipn|notif(?:y|ication)s?|statuscallback|eventcallback)(?:callback)?(?:url|uri|endpoint)$/;
const addressFormats = new Set(['uri', 'url', 'iri', 'uri-reference', 'http-url', 'https-url']);
const namesEvents = /^(?:enabled|subscribed|webhook)?(?:events?|eventtypes?|topics?|triggers|types)$/;

/**
 * Takes an API and an operation; gives where its requests say where webhooks are to be sent. Nothing in a contract ties
 * the one to the other: what it is called has to say so, and it has to be an address.
 */
export function webhookPlaces(
  { documents, webhooks }: Pick<Api, 'documents' | 'webhooks'>,
  operation: Operation,
): readonly Place[] {
  if (webhooks.length === 0 || isSafe(operation) || operation.method === 'delete') return [];
  const isAbout = subscribing.test(wordsOf(operation));
  const isPlace = (name: string, site: SchemaSite): boolean => {
    const called = normal(name);
    const words = saysWebhook.test(called) || (isAbout && saysWhere.test(called));
    if (!words && !(isAbout && isCalledSo.test(called))) return false;
    const { types, format, values } = keywordsOf(documents, site);
    if (values || (types.size > 0 && !types.has('string'))) return false;
    return format === undefined ? words : addressFormats.has(format);
  };
  const places = operation.parameters.flatMap((one): Place[] =>
    one.in === 'query' && one.schema && isPlace(one.name.replace(/^hub\./, ''), one.schema)
      ? [{ kind: 'query', name: one.name }]
      : [],
  );
  const schema = operation.requestBody && writable(operation.requestBody.content.values())?.schema;
  if (schema)
    for (const { keys, site } of membersOf(documents, schema))
      if (isPlace(keys.at(-1) ?? '', site)) places.push({ kind: 'body', keys });
  return places;
}

/**
 * Takes an API, an operation that says where webhooks are to be sent, and a body of its requests; gives the body with
 * every event in its lists of events, undefined where it has none.
 */
export function withEveryEvent(
  { documents, webhooks }: Pick<Api, 'documents' | 'webhooks'>,
  { media: { schema }, value }: CaseBody,
): unknown {
  if (!schema || !isObject(value)) return undefined;
  let changed: unknown;
  for (const { keys, site } of membersOf(documents, schema)) {
    const { items, maxItems = Infinity } = keywordsOf(documents, site);
    if (!items) continue;
    const { values, types } = keywordsOf(documents, { ...site, node: items });
    const isNamed = namesEvents.test(normal(keys.at(-1) ?? ''));
    const names = webhooks.map(({ path }) => path);
    const all = values ?? (isNamed && types.has('string') ? [...new Set(names)] : []);
    if (all.length < 2 || all.length > Math.min(maxItems, mostProperties)) continue;
    if (all.every((one) => typeof one === 'string'))
      changed = withList(changed ?? value, keys, all) ?? changed;
  }
  return changed;
}

/** A value with a list in the place of the one that is there; undefined where there is none. */
function withList(value: unknown, [key, ...rest]: readonly string[], list: unknown): unknown {
  if (key === undefined) return Array.isArray(value) ? list : undefined;
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
  const member = withList(value[key], rest, list);
  return member === undefined
    ? undefined
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === key ? member : one]));
}

/** `POST /v1/webhookEndpoints` as `/v1/webhook-endpoints createwebhook`. */
function wordsOf({ path, id, tags }: Operation): string {
  const all = [path.replace(/\{[^{}]*\}/g, ''), id?.value ?? '', ...tags.map(({ value }) => value)];
  return all
    .join(' ')
    .replace(/([a-z])(?=[A-Z])/g, '$1-')
    .toLowerCase();
}

interface Member {
  readonly keys: readonly string[];
  readonly site: SchemaSite;
}

/** The members of a body as its schema has them, those of each branch too. */
function membersOf(documents: Documents, schema: SchemaSite): readonly Member[] {
  const found: Member[] = [];
  let level: Member[] = [{ keys: [], site: schema }];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const below: Member[] = [];
    for (const { keys, site } of level) {
      const { properties, unions } = keywordsOf(documents, site);
      const branches = unions.flat().map((node) => keywordsOf(documents, { ...site, node }).properties);
      for (const [name, node] of [properties, ...branches].flatMap((one) => [...one]))
        if (below.length < mostProperties) below.push({ keys: [...keys, name], site: { ...site, node } });
    }
    found.push(...below);
    level = below;
  }
  return found;
}
