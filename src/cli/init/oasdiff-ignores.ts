import { appendKey, type Pointer } from '../../document/pointer.ts';
import type { Draft } from './draft.ts';

/** What oasdiff says of a change, and the code of that change here. */
const said: readonly (readonly [words: RegExp, code: string])[] = [
  [/\bsunset date is missing\b/, 'sunset-missing'],
  [/\bsunset date\b.*\b(too small|earlier)\b/, 'sunset-too-near'],
  [/\bapi (path )?removed\b|\bendpoint removed\b/, 'operation-removed'],
  [/\boperation id\b/, 'operation-id-changed'],
  [/\bremoved the schema\b/, 'component-removed'],
  [/\bresponse with the status\b/, 'response-removed'],
  [
    /\brestricted to a list of enum values\b|\benum value\b.*\bremoved\b|\bremoved\b.*\benum value\b/,
    'enum-value-removed',
  ],
  [/\badded\b.*\benum value\b/, 'enum-value-added'],
  [/\bresponse header\b.*\bremoved\b|\bremoved\b.*\bresponse header\b/, 'response-header-removed'],
  [/\bmedia ?type\b.*\bremoved\b|\bremoved\b.*\bmedia ?type\b/, 'media-type-removed'],
  [/\bpattern\b/, 'schema-pattern-changed'],
  [/\bdefault value\b.*\b(added|changed|removed) ?/, 'default-changed'],
  [/\b(max|min)(length|items|properties)?\b.*\b(decreased|increased|set)\b/, 'schema-bound-changed'],
  [/\b(type|format)\b.*\b(changed|narrowed|widened)\b|\bnullable\b/, 'schema-type-changed'],
  [/\brequest body became required\b|\badded required request body\b/, 'request-body-required'],
  [/\b(deleted|removed) the \w+ request parameter\b/, 'parameter-removed'],
  [
    /\bnew (required \w+|path) request parameter\b|\brequest parameter\b.*\bbecame required\b/,
    'parameter-required',
  ],
  [/\bnew required request property\b|\brequest property\b.*\bbecame required\b/, 'property-required'],
  [/\bresponse property\b.*\bbecame optional\b/, 'property-optional'],
  [/\bremoved\b.*\bproperty\b/, 'property-removed'],
  [/\bsecurity\b/, 'security-changed'],
];

/** No line of oasdiff is longer, and what is looked for in one is looked for from each of its words on. */
const longest = 4_000;

const methods = 'get|put|post|delete|options|head|patch|trace|query|connect';

/**
 * Takes the text of a file with changes that oasdiff is to ignore (`METHOD /path what happened`, or `components what
 * happened`), its name, and the day until which to live with them; adds them to the draft. What a line says beside
 * that, such as a title, is not looked at, as oasdiff does not.
 */
export function addOasdiffIgnores(text: string, name: string, until: string, draft: Draft): void {
  const accepted: Record<string, unknown>[] = [];
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = written.toLowerCase();
    const operation = new RegExp(`\\b(${methods})\\s+(/\\S*)`, 'i').exec(written);
    if (!operation && !/\bcomponents\b/.test(line)) continue;
    const place = `${name}:${index + 1}`;
    const what = line.length > longest ? undefined : said.find(([words]) => words.test(line));
    if (what === undefined) {
      draft.left.push(`${place}: which change this is of is not said in words that are known here`);
      continue;
    }
    const pointer = pointerOf(written, what[1]);
    accepted.push({
      code: what[1],
      ...(operation && { operation: `${operation[1]?.toUpperCase()} ${operation[2]}` }),
      ...(pointer !== undefined && { pointer }),
      reason: written.replace(/^[\s*#>-]+/, '').trim(),
      until,
    });
  }
  if (accepted.length === 0) return;
  const known = (draft.diff?.['accept'] ?? []) as readonly unknown[];
  draft.diff = { ...draft.diff, accept: [...known, ...accepted] };
  const note = `the changes that oasdiff ignores are accepted until ${until}, as each has to have a last day here: set them, and take out those that are released`;
  if (!draft.left.includes(note)) draft.left.push(note);
}

/** Where the change is, as far as its words tell: a status, a schema, or a property by the last of its names. */
function pointerOf(line: string, code: string): string | undefined {
  const quoted = [...line.matchAll(/['"`]([^'"`]+)['"`]/g)].map(([, text = '']) => text);
  const below = (pointer: string, key: string): string => appendKey(pointer as Pointer, key);
  if (code === 'response-removed') {
    const status = quoted.find((text) => /^([1-5](\d\d|xx)|default)$/i.test(text));
    return status === undefined ? undefined : below('/**/responses', status);
  }
  const [first] = quoted;
  if (code === 'component-removed')
    return first === undefined ? undefined : below('/components/schemas', first);
  const property =
    /property\s+['"`]([^'"`]+)['"`]|['"`]([^'"`]+)['"`]\s+(?:request|response)?\s*property/i.exec(line);
  const path = property?.[1] ?? property?.[2];
  const last = path
    ?.split('/')
    .filter((key) => key !== 'items' && key !== '')
    .at(-1);
  return last === undefined ? undefined : below('/**/properties', last);
}
