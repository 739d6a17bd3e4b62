import { isObject, type JsonObject } from '../../document/node.ts';

/**
 * By the id of a rule of Redocly, what its options are called here; null for what holds here anyway.
 */
const names: ReadonlyMap<string, Readonly<Record<string, string | null>>> = new Map(
  Object.entries({
    'request-mime-type': { allowedValues: 'request' },
    'response-mime-type': { allowedValues: 'response' },
    // Here, only segments before a parameter are looked at.
    'path-segment-plural': { exceptions: 'ignore', ignoreLastPathSegment: null },
    'response-contains-header': { names: 'headers' },
    'response-contains-property': { names: 'properties' },
    'boolean-parameter-prefixes': { prefixes: 'prefixes' },
    'path-http-verbs-order': { order: 'order' },
    // Here, words are told apart always.
    'no-http-verbs-in-paths': { exceptions: 'ignore', splitIntoWords: null },
  }),
);

/** Takes the id of a rule of Redocly and its options; gives those of ours that say the same, and what is left. */
export function optionsFrom(
  id: string,
  { severity: _, ...written }: JsonObject,
): { readonly options: JsonObject; readonly left: readonly string[] } {
  const known = names.get(id) ?? {};
  const options: [string, unknown][] = [];
  const left: string[] = [];
  for (const [key, value] of Object.entries(written)) {
    const name = Object.hasOwn(known, key) ? known[key] : undefined;
    if (name === undefined || (name !== null && !isListOrMap(value))) left.push(key);
    else if (name !== null) options.push([name, value]);
  }
  return { options: Object.fromEntries(options), left };
}

/** Lists of texts, and lists of texts by status: what options of both are. */
function isListOrMap(value: unknown): boolean {
  const isList = (list: unknown): boolean =>
    Array.isArray(list) && list.every((each) => typeof each === 'string');
  return isList(value) || (isObject(value) && Object.values(value).every(isList));
}
