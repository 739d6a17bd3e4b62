import type { Node } from '../document/document.ts';
import { child, isObjectNode, items, members, valueIn, type JsonObject } from '../document/node.ts';
import type { Converted, Conversion, Link, Unit } from './converted.ts';
import { dialectRules, type DialectRules } from './dialects.ts';
import { assertion, declarePattern, type Draft } from './assertions.ts';
import { addDependency, nullable, requiredBy } from './rewrites.ts';
import { discriminatorOf } from './discriminator.ts';
import type { Patterns } from './patterns.ts';
import { kindOf, isNameList, misshapen } from './shapes.ts';
import { Unjudgeable } from './unjudgeable.ts';
import type { Visibility } from './visibility.ts';

/** Beyond these, parts are compiled apart: generated code nests as deeply as schemas do, and grows with them. */
const deepest = 40;
const largest = 2_000;

const none: ReadonlySet<string> = new Set();
const inPlaceKeywords = [
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
  '$ref',
];

/** What a part of a value says nothing about: it may hold of the whole. */
const ofWhole = new Set([
  'required',
  'minProperties',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'not',
  'if',
  'then',
  'else',
  'discriminator',
  'contains',
  'minItems',
]);

/** What converting one unit shares with its parts. */
export interface Conversions {
  readonly unit: Unit;
  readonly rules: DialectRules;
  readonly patterns: Patterns;
  readonly visibility: Visibility;
}

/** Where in a unit a part stands. */
interface Place {
  readonly depth: number;
  /** Names that are hidden here; undefined where hiding is off, below `not`. */
  readonly hidden: ReadonlySet<string> | undefined;
  readonly inPlace: boolean;
}

/**
 * Takes a unit; gives its schema in the compiler's language, with every `$ref` kept as a link. `example`, `default`,
 * extensions and whatever else asserts nothing are left behind. Throws `Unjudgeable` at the first keyword whose value
 * cannot be understood. With `partial`, what only a whole value can lack is left behind too, and of `oneOf` any will do.
 */
export function convert(unit: Unit, patterns: Patterns, visibility: Visibility, partial = false): Conversion {
  const rules = dialectRules(unit.dialect);
  if (!rules)
    throw new Unjudgeable(unit.node, 'it is written in a schema dialect that cannot be judged with');
  const links: Link[] = [];
  /** Through YAML aliases a schema may stand in many places: converted again in each, it would grow without measure. */
  const met = new Set<unknown>();
  let converted = 0;

  const part = (node: Node, place: Place): Converted => {
    const names = new Map<string, string>();
    const draft: Draft = { origin: () => ({ node, names }) };
    const result = draft as Converted;
    const { value } = node;
    if (typeof value === 'boolean') {
      if (!value) draft[names.set('nothing', 'false') && 'nothing'] = true;
      return result;
    }
    if (!isObjectNode(node)) throw new Unjudgeable(node, `a schema must be an object, is ${kindOf(value)}`);
    converted += 1;
    const link = (kind: Link['kind'], reference: string): (() => Link) => {
      const { inPlace } = place;
      const made: Link = {
        kind,
        node,
        reference,
        owner: unit,
        hidden: hiddenAt(node, place) ?? none,
        inPlace,
      };
      links.push(made);
      return () => made;
    };
    const resource = rules.resources && typeof valueIn(node, '$id') === 'string';
    const again = met.has(value);
    if (place.depth > 0 && (again || resource || place.depth >= deepest || converted > largest)) {
      draft['reference'] = link('self', '');
      return result;
    }
    met.add(value);
    const reference = child(node, '$ref');
    if (reference) {
      if (typeof reference.value !== 'string') throw new Unjudgeable(reference, '$ref must be a string');
      draft['reference'] = link('reference', reference.value);
      if (!rules.refSiblings) return result;
    }
    if (rules.resources) {
      for (const [keyword, kind] of [
        ['$dynamicRef', 'dynamic'],
        ['$recursiveRef', 'recursive'],
      ] as const) {
        const dynamic = child(node, keyword)?.value;
        if (typeof dynamic === 'string') draft['dynamicReference'] = link(kind, dynamic);
      }
    }
    fill(node, draft, names, { ...place, hidden: hiddenAt(node, place) });
    return rules.nullable && node.value[rules.nullable] === true ? nullable(result) : result;
  };

  const hiddenAt = (node: Node<JsonObject>, { hidden }: Place): ReadonlySet<string> | undefined => {
    if (!hidden) return undefined;
    const { value } = node;
    if (!Object.hasOwn(value, 'required') && !inPlaceKeywords.some((key) => Object.hasOwn(value, key)))
      return hidden;
    const own = visibility.hidden(node, unit.direction, rules.refSiblings);
    return own.size === 0 ? hidden : hidden.size === 0 ? own : new Set([...hidden, ...own]);
  };

  const fill = (node: Node<JsonObject>, draft: Draft, names: Map<string, string>, place: Place): void => {
    const same = (schema: Node): Converted => part(schema, { ...place, depth: place.depth + 1 });
    const below = (schema: Node): Converted =>
      part(schema, { depth: place.depth + 1, hidden: none, inPlace: false });
    const negated = (schema: Node): Converted =>
      part(schema, { ...place, depth: place.depth + 1, hidden: undefined });
    const map = (of: Node, each: (member: Node) => Converted): Record<string, Converted> =>
      Object.fromEntries(members(of).map(([key, member]) => [key, each(member)]));
    const addPattern = (pattern: string, at: Node, schema: Converted): void => {
      declarePattern(patterns, pattern, at);
      draft['patternProperties'] = {
        ...(draft['patternProperties'] as Draft | undefined),
        [pattern]: schema,
      };
    };

    for (const [keyword, at] of members(node)) {
      if (!rules.keywords.has(keyword) || (partial && ofWhole.has(keyword))) continue;
      const { value } = at;
      if (keyword === 'required' && typeof value === 'boolean' && rules.booleanRequired) continue;
      if (keyword === 'type' && value === 'file' && unit.dialect === 'openapi-2.0') continue;
      const mistake = misshapen(keyword, value);
      if (mistake !== undefined) throw new Unjudgeable(at, mistake);
      switch (keyword) {
        case 'properties': {
          const { ['__proto__']: dangerous, ...properties } = map(at, below);
          draft['properties'] = properties;
          // Ajv passes over a property of this name.
          if (Object.hasOwn(value as object, '__proto__') && dangerous)
            addPattern('^__proto__$', at, dangerous);
          break;
        }
        case 'patternProperties':
          for (const [pattern, schema] of members(at)) addPattern(pattern, schema, below(schema));
          break;
        case 'additionalProperties':
          draft['additionalProperties'] = value === false ? false : below(at);
          break;
        case 'items':
          // Those who write a list mean one schema for each place, or any of them for all: nobody can tell.
          if (Array.isArray(value) && unit.dialect === 'openapi-2.0')
            throw new Unjudgeable(at, 'items must be one schema: Swagger 2.0 has no lists of them');
          if (Array.isArray(value)) draft['items'] = items(at).map(below);
          else if (!rules.keywords.has('prefixItems') || !Object.hasOwn(node.value, 'prefixItems')) {
            draft['items'] = below(at);
          } else
            draft[names.set('additionalItems', 'items') && 'additionalItems'] =
              value === false ? false : below(at);
          break;
        case 'prefixItems':
          draft[names.set('items', 'prefixItems') && 'items'] = items(at).map(below);
          break;
        case 'additionalItems':
          if (Array.isArray(node.value['items']))
            draft['additionalItems'] = value === false ? false : below(at);
          break;
        case 'contains': {
          const least = node.value['minContains'];
          const most = node.value['maxContains'];
          const contains = {
            schema: below(at),
            least: typeof least === 'number' && rules.resources ? least : 1,
            most: typeof most === 'number' && rules.resources ? most : Infinity,
          };
          draft['contains'] = () => contains;
          break;
        }
        case 'propertyNames':
        case 'unevaluatedItems':
        case 'unevaluatedProperties': {
          const schema = below(at);
          draft[keyword] = keyword === 'propertyNames' ? schema : () => schema;
          break;
        }
        case 'not':
          draft['not'] = negated(at);
          break;
        case 'if':
          // Alone it decides nothing, but what it looks at counts as evaluated.
          draft['if'] = negated(at);
          break;
        case 'then':
        case 'else':
          if (Object.hasOwn(node.value, 'if')) draft[keyword] = same(at);
          break;
        case 'allOf':
        case 'anyOf':
        case 'oneOf':
          if (partial && keyword === 'oneOf')
            draft[names.set('anyOf', 'oneOf') && 'anyOf'] = items(at).map(same);
          else draft[keyword] = items(at).map(same);
          break;
        case 'dependentRequired':
        case 'dependentSchemas':
        case 'dependencies':
          for (const [name, member] of members(at)) {
            addDependency(
              draft,
              name,
              isNameList(member.value) ? requiredBy(node, keyword, name, member.value) : same(member),
            );
          }
          break;
        case 'discriminator':
          break;
        default:
          assertion(keyword, at, node.value, draft, names, place.hidden, patterns);
      }
    }
    if (rules.keywords.has('discriminator') && !partial) discriminate(node, draft);
  };

  const discriminate = (node: Node<JsonObject>, draft: Draft): void => {
    const found = discriminatorOf(node, unit);
    if (!found) return;
    const keyword = draft['oneOf'] ? 'oneOf' : draft['anyOf'] ? 'anyOf' : undefined;
    const branches = keyword && (draft[keyword] as readonly Converted[]);
    const discriminator = {
      ...found,
      union:
        keyword && branches
          ? { whole: { origin: draft['origin'] as Converted['origin'], [keyword]: branches }, branches }
          : undefined,
    };
    if (keyword) delete draft[keyword];
    draft['discriminate'] = () => discriminator;
  };

  const schema = part(unit.node, { depth: 0, hidden: unit.hidden, inPlace: true });
  return { schema, links };
}
