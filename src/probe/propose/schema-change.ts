import type { Node } from '../../document/document.ts';
import { child, isObject, items } from '../../document/node.ts';
import type { OpenApiVersion } from '../../openapi/model.ts';
import type { RememberedMismatch } from '../judge/mismatch-evidence.ts';
import { redacted } from '../exchange.ts';
import { cut } from '../shown.ts';
import { sizeOf, type Fold } from '../verdicts/fold.ts';
import { typeName } from '../verdicts/identity.ts';
import { writtenHolder, type Change } from './change.ts';

/** Longer lists of values are no enumeration. */
const mostValues = 20;

const upper = new Set(['maximum', 'maxLength', 'maxItems', 'maxProperties']);
const lower = new Set(['minimum', 'minLength', 'minItems', 'minProperties']);
/** What says of a text or number only that it is of some form: what is none of them has another, or none. */
const forms = new Set(['pattern', 'format', 'multipleOf', 'uniqueItems']);

/**
 * Takes the folds that contradict one keyword of a schema, the members that the same keyword demands or forbids
 * wrongly, and the contract's version; gives the changes of the schema after which they do not, none where there is no
 * plain one.
 */
export function schemaChanges(
  folds: readonly Fold[],
  members: readonly string[],
  version: OpenApiVersion,
): readonly Change[] {
  const found = folds.flatMap(({ furthest }) => furthest ?? []);
  const [first] = found;
  if (!first) return [];
  const { keyword, schema, property } = first.mismatch.violation;
  const at = writtenHolder(schema);
  if (!at || child(at, keyword)?.value !== schema.value) return [];
  if (keyword === 'type') return typeChange(at, typesOf(found), version);
  if (keyword === 'enum' || keyword === 'const') return valueChanges(at, keyword, found, version);
  if (keyword === 'required' && property !== undefined)
    return optional(at, [...new Set([...members, property])].sort());
  if (/^(?:additional|unevaluated)Properties$/.test(keyword) && property !== undefined)
    return [described(at, property, first)];
  if (forms.has(keyword)) return [{ at, description: `drop its ${keyword}`, drop: [keyword] }];
  return bound(at, keyword, first);
}

function typesOf(found: readonly RememberedMismatch[]): string[] {
  return [...new Set(found.map(({ mismatch }) => typeName(mismatch.violation.actual)))];
}

function typeChange(at: Node, types: readonly string[], version: OpenApiVersion): readonly Change[] {
  const old = [child(at, 'type')?.value].flat().filter((one) => typeof one === 'string');
  const others = types.filter((type) => type !== 'null');
  const lists = version === '3.1' || version === '3.2';
  const nullWord = version === '2.0' ? 'x-nullable' : 'nullable';
  const becomes = others.includes('number') ? others.filter((type) => type !== 'integer') : others;
  const enumerated = child(at, 'enum') !== undefined;
  // What a list of values of another type is to have in it, nobody can tell.
  if ((becomes.length > 1 && !lists) || (becomes.length > 0 && enumerated)) return [];
  const withNull = types.includes('null');
  const next = [...(becomes.length > 0 ? becomes : old), ...(withNull && lists ? ['null'] : [])];
  const set = {
    ...((becomes.length > 0 || lists) && next.length > 0 && { type: next.length === 1 ? next[0] : next }),
    ...(withNull && !lists && { [nullWord]: true }),
  };
  const words = [
    ...(becomes.length > 0 ? [`make it ${becomes.map(withArticle).join(' or ')}`] : []),
    ...(withNull ? ['let it be null'] : []),
  ];
  const append = withNull && enumerated ? { append: { enum: [null] } } : {};
  return [{ at, description: words.join(' and '), set, ...append }];
}

function withArticle(type: string): string {
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}

function valueChanges(
  at: Node,
  keyword: 'enum' | 'const',
  found: readonly RememberedMismatch[],
  version: OpenApiVersion,
): readonly Change[] {
  const values = found.map(({ shown }) => shown);
  const plain = values.every(
    (value) => (typeof value !== 'object' || value === null) && !String(value).includes(redacted),
  );
  if (!plain || values.length > mostValues || values.some((value) => String(value).length > 200)) return [];
  const listed = values.map((value) => cut(JSON.stringify(value))).join(', ');
  const change: Change =
    keyword === 'enum'
      ? { at, description: `add ${listed} to its enum`, append: { enum: values } }
      : {
          at,
          description: `let it be ${listed} too`,
          drop: ['const'],
          set: { enum: [child(at, 'const')?.value, ...values] },
        };
  const types = typesOf(found).filter((type) => !allows(at, type, version));
  // The type is only widened here: the values that are listed already are of it.
  const widened = types.length === 0 ? [] : widenedType(at, types, version);
  return widened === undefined ? [] : [change, ...widened];
}

function allows(at: Node, type: string, version: OpenApiVersion): boolean {
  const written = child(at, 'type')?.value;
  if (written === undefined) return true;
  if (type === 'null' && child(at, version === '2.0' ? 'x-nullable' : 'nullable')?.value === true)
    return true;
  const types = [written].flat();
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function widenedType(
  at: Node,
  types: readonly string[],
  version: OpenApiVersion,
): readonly Change[] | undefined {
  const old = [child(at, 'type')?.value].flat();
  const description = types.length === 1 && types[0] === 'null' ? 'let it be null' : `allow its type`;
  if (version === '3.1' || version === '3.2') return [{ at, description, set: { type: [...old, ...types] } }];
  if (types.some((type) => type !== 'null')) return undefined;
  return [{ at, description, set: { [version === '2.0' ? 'x-nullable' : 'nullable']: true } }];
}

function optional(at: Node, properties: readonly string[]): readonly Change[] {
  const names = items(child(at, 'required')).map(({ value }) => value);
  const left = names.filter((name) => typeof name !== 'string' || !properties.includes(name));
  if (left.length === names.length) return [];
  const description = `make ${properties.join(', ')} optional`;
  // An update would add to the list: it is taken away and written anew.
  return [{ at, description, drop: ['required'], ...(left.length > 0 && { set: { required: left } }) }];
}

function described(at: Node, property: string, { mismatch }: RememberedMismatch): Change {
  const { actual } = mismatch.violation;
  const value = isObject(actual) && Object.hasOwn(actual, property) ? actual[property] : undefined;
  const schema = value === undefined || value === null ? {} : { type: typeName(value) };
  const known = isObject(child(at, 'properties')?.value);
  const own = known ? child(at, 'properties') : undefined;
  const description = `describe property ${property}`;
  return own
    ? { at: own, description, set: { [property]: schema } }
    : { at, description, set: { properties: { [property]: schema } } };
}

function bound(at: Node, keyword: string, { shown }: RememberedMismatch): readonly Change[] {
  const size = sizeOf(shown);
  if (size === undefined) return [];
  const exclusive = `exclusive${keyword.charAt(0).toUpperCase()}${keyword.slice(1)}`;
  // Before 3.1, a word beside the bound says that the bound itself is beyond it.
  const included = child(at, exclusive)?.value === true ? { [exclusive]: false } : {};
  const set = { [keyword]: size, ...included };
  if (upper.has(keyword)) return [{ at, description: `raise its ${keyword} to ${size}`, set }];
  if (lower.has(keyword)) return [{ at, description: `lower its ${keyword} to ${size}`, set }];
  if (keyword !== 'exclusiveMaximum' && keyword !== 'exclusiveMinimum') return [];
  const inclusive = keyword === 'exclusiveMaximum' ? 'maximum' : 'minimum';
  return [
    {
      at,
      description: `let its ${inclusive} be ${size}`,
      drop: [keyword],
      set: { [inclusive]: size },
    },
  ];
}
