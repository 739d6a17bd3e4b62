import type { Node } from '../../document/document.ts';
import { certainName, nearestName } from '../../document/nearest.ts';
import { child, nodeAt, textOf, type JsonObject } from '../../document/node.ts';
import { toPointer } from '../../document/pointer.ts';
import type { OpenApiVersion } from '../model.ts';
import { misplaced, neighbour } from './misplaced.ts';
import { nameList, type StructureProblem } from './problem.ts';
import type { ObjectTable } from './table.ts';

/** What reporting unknown fields says of the fields that are missing. */
export interface UnknownOutcome {
  /** Fields that a misspelt one was most likely meant to be. */
  readonly meant: ReadonlySet<string>;
  /** Whether a field of another version, or a misspelt `$ref`, stands where a required one should. */
  readonly replaced: boolean;
}

/**
 * Takes an object and the names of those of its fields that its kind has not got; reports each once, those that
 * have the same cause together, and gives what follows for missing fields.
 */
export function reportUnknown(
  node: Node<JsonObject>,
  table: ObjectTable,
  version: OpenApiVersion,
  names: readonly string[],
  report: (problem: StructureProblem) => void,
): UnknownOutcome {
  const meant = new Set<string>();
  const groups = new Map<
    string,
    { names: string[]; reason: string; advice: string | undefined; under: string | undefined }
  >();
  let replaced = false;
  for (const name of names) {
    const group = (reason: string, advice: string | undefined, under?: string) => {
      const key = `${reason}\n${advice ?? ''}`;
      const known = groups.get(key);
      if (known) known.names.push(name);
      else groups.set(key, { names: [name], reason, advice, under });
    };
    const known = misplaced(table.kind, name, version);
    if (known) {
      // What is switched off misleads nobody.
      if (table.open && node.value[name] === false) continue;
      replaced ||= known.replaces;
      group(known.reason, known.advice, known.under);
      continue;
    }
    const suggestion = suggest(name, node.value, table);
    replaced ||= suggestion === '$ref';
    const owner = table.open || suggestion !== undefined ? undefined : neighbour(table.kind, name, version);
    if (owner) {
      group(`is not a field of the ${table.title}`, `it belongs to the ${owner.title}`);
      continue;
    }
    if (suggestion !== undefined) meant.add(suggestion);
    if (table.open && suggestion === undefined) continue;
    report(unknownField(node, table, name, suggestion));
  }
  for (const { names: together, reason, advice, under } of groups.values()) {
    const [first = ''] = together;
    const rest = together.slice(1);
    report({
      // JSON Schema allows keywords that it does not know: they have no effect, and break no rule.
      code: table.open ? 'keyword-unknown' : 'field-misplaced',
      node: child(node, first) ?? node,
      part: 'key',
      message: `${nameList(together, 'and')} ${rest.length > 0 ? plural(reason) : reason}${advice === undefined ? '' : `: ${rest.length > 0 ? ofSeveral(advice) : advice}`}`,
      ...(under !== undefined && { under }),
      ...(rest.length > 0
        ? {
            related: rest.map((name) => ({
              message: `${JSON.stringify(name)} is here`,
              node: child(node, name) ?? node,
              part: 'key' as const,
            })),
          }
        : {}),
    });
  }
  return { meant, replaced };
}

function ofSeveral(advice: string): string {
  return advice.replace('write it', 'write them').replace('it belongs', 'they belong');
}

function plural(reason: string): string {
  return reason
    .replace(/^is /, 'are ')
    .replace(/^(need|belong)s /, '$1 ')
    .replace('a field of', 'fields of');
}

function unknownField(
  node: Node<JsonObject>,
  table: ObjectTable,
  name: string,
  suggestion: string | undefined,
): StructureProblem {
  const patterned = table.patterned && table.fields.size === 0 ? `: expected ${table.patterned.what}` : '';
  const merge = name === '<<' ? ': YAML 1.2 has no merge keys, so nothing is merged here' : patterned;
  const hint = suggestion === undefined ? merge : '';
  const what = table.open ? `is no keyword of JSON Schema` : `is not a field of the ${table.title}`;
  return {
    code: table.open ? 'keyword-unknown' : 'field-unknown',
    node: child(node, name) ?? node,
    part: 'key',
    message: `${JSON.stringify(name)} ${what}${hint}`,
    ...(suggestion === undefined ? {} : { suggestion, certain: isCertain(name, suggestion, node, table) }),
  };
}

function suggest(name: string, value: JsonObject, table: ObjectTable): string | undefined {
  if (table.kind === 'responses') {
    const upper = name.toUpperCase();
    return table.patterned?.names.test(upper) ? upper : nearestName(name, ['default']);
  }
  if (table.kind === 'paths') return Object.hasOwn(value, `/${name}`) ? undefined : `/${name}`;
  const candidates = [...table.fields.keys()].filter((field) => !Object.hasOwn(value, field));
  if (isMisspeltReference(name, value, table)) return '$ref';
  const nearest = nearestName(name, candidates);
  // Unknown keywords are allowed in JSON Schema: only what is all but surely a slip is worth a word.
  return nearest !== undefined && table.open && !isSlip(name, nearest) ? undefined : nearest;
}

/** Whether a field was meant to be the `$ref` that may stand in this kind of object: its name is near, its value leads somewhere. */
function isMisspeltReference(name: string, value: JsonObject, { reference }: ObjectTable): boolean {
  const leads = value[name];
  if (!reference || typeof leads !== 'string' || Object.hasOwn(value, '$ref')) return false;
  if (name.length < 3 || name.length > 5) return false;
  return /^#\/|\.(?:json|ya?ml)(?:#|$)/i.test(leads) && nearestName(name, ['$ref']) !== undefined;
}

/** Whether a field can only have been meant to be the one that is suggested. */
function isCertain(
  name: string,
  suggestion: string,
  { document, value }: Node<JsonObject>,
  table: ObjectTable,
): boolean {
  if (suggestion === '$ref') {
    const pointer = toPointer(textOf(value[name]).slice(1));
    return pointer !== undefined && nodeAt(document, pointer) !== undefined;
  }
  if (suggestion.toLowerCase() === name.toLowerCase() || suggestion === `/${name}`) return true;
  return certainName(name, table.fields.keys()) === suggestion;
}

/** Whether two names of at least four letters differ by one edit or in case only. */
function isSlip(name: string, keyword: string): boolean {
  if (name.length < 4 || keyword.startsWith('$')) return false;
  if (name.toLowerCase() === keyword.toLowerCase()) return true;
  let start = 0;
  while (start < name.length && name[start] === keyword[start]) start++;
  const rest = name.slice(start);
  const other = keyword.slice(start);
  return (
    rest.slice(1) === other ||
    rest === other.slice(1) ||
    rest.slice(1) === other.slice(1) ||
    (rest.slice(2) === other.slice(2) && rest[0] === other[1] && rest[1] === other[0])
  );
}
