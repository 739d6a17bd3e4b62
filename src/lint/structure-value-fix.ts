import type { Node } from '../document/document.ts';
import { insertMember, quoteValue, removeNode, replaceValue } from '../document/edit.ts';
import { child, holderOf, items, textOf } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Fix } from '../findings/finding.ts';
import type { FieldType } from '../openapi/structure/field.ts';
import { safeFix } from './mend.ts';
import { exclusive, lastKey } from './structure-keyword-fix.ts';

/** The fields of other objects whose absence means the same as an empty value. */
const optional: ReadonlySet<string> = new Set([
  ...[
    'description',
    'summary',
    'title',
    'termsOfService',
    'contact',
    'license',
    'externalDocs',
    'url',
    'email',
  ],
  ...[
    'tags',
    'parameters',
    'deprecated',
    'required',
    'operationId',
    'format',
    'pattern',
    'servers',
    'callbacks',
  ],
  ...[
    'links',
    'headers',
    'examples',
    'properties',
    'nullable',
    'readOnly',
    'writeOnly',
    'requestBody',
    'xml',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems', 'webhooks'],
]);

/** Maps whose names people choose: a name without a value still says something there. */
const maps: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'scopes', 'mapping'],
  ...[
    'headers',
    'content',
    'responses',
    'schemas',
    'examples',
    'links',
    'callbacks',
    'variables',
    'encoding',
  ],
  ...[
    'securitySchemes',
    'securityDefinitions',
    'parameters',
    'requestBodies',
    'pathItems',
    'paths',
    'webhooks',
  ],
]);

/** Takes a value that was written in another type than meant, and what belongs there; gives how to write it so. */
export function retyped(node: Node, wanted: FieldType): Fix | undefined {
  const { value } = node;
  const types = wanted.is === 'either' ? wanted.of : [wanted];
  const takes = (...names: readonly FieldType['is'][]) => types.some(({ is }) => names.includes(is));
  const list = types.find((type) => type.is === 'array');
  if (value === null) return emptied(node);
  if (typeof value === 'string') {
    const truth = /^(?:(true|yes|on)|false|no|off)$/i.exec(value);
    if (takes('boolean') && truth)
      return safeFix(`write ${truth[1] !== undefined}`, replaceValue(node, truth[1] !== undefined));
    const number = Number(value);
    if (
      takes('number', 'integer', 'count', 'positive') &&
      String(number) === value &&
      Number.isFinite(number)
    )
      return safeFix(`write ${value} without quotes`, replaceValue(node, number));
    if (list && ['string', 'enum', 'any'].includes(list.of.is))
      return safeFix('make it a list of one', replaceValue(node, [value]));
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    const bound = exclusive(node, takes('boolean'), takes('number'));
    if (bound) return bound;
    if (takes('string', 'enum')) return safeFix('put it in quotes', quoteValue(node));
  }
  if (Array.isArray(value) && takes('enum')) return withoutList(node, value);
  return undefined;
}

/**
 * Takes `openapi: 3.1`, which is no version; gives how to write the first of those that it may be: they differ in words
 * alone. Undefined for any other field.
 */
export function wholeVersion(node: Node): Fix | undefined {
  if (node.pointer === '/swagger') return safeFix('write "2.0"', replaceValue(node, '2.0'));
  if (node.pointer !== '/openapi' || !/^3(?:\.[0-2])?$/.test(textOf(node.value))) return undefined;
  const version = `${textOf(node.value).padEnd(2, '.').padEnd(3, '0')}.0`;
  return safeFix(`write "${version}"`, replaceValue(node, version));
}

function emptied(node: Node): Fix | undefined {
  const [holder = '', name = ''] = pointerKeys(node.pointer).slice(-2);
  if (!optional.has(name) || maps.has(holder)) return undefined;
  return safeFix('remove the empty field', removeNode(node));
}

/** `type: [string]` and `type: [string, 'null']` as 3.0 writes them. */
function withoutList(node: Node, value: readonly unknown[]): Fix | undefined {
  const types = value.filter((type) => type !== 'null');
  const [only] = types;
  const holder = holderOf(node);
  if (types.length !== 1 || typeof only !== 'string' || holder === undefined) return undefined;
  if (types.length === value.length)
    return safeFix(`write ${JSON.stringify(only)}`, replaceValue(node, only));
  if (lastKey(node) !== 'type') return undefined;
  return safeFix(
    `write ${JSON.stringify(only)} with "nullable": true`,
    replaceValue(node, only),
    insertMember(holder, 'nullable', true, 'type'),
  );
}

/** What other languages call the types. */
const typeNames: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['long', 'integer'],
  ['bool', 'boolean'],
  ['str', 'string'],
  ['text', 'string'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['list', 'array'],
  ['dict', 'object'],
]);

/** Takes a value of the right type that may not stand there; gives what was meant: the name of a type, a value once. */
export function otherValue(node: Node): Fix | undefined {
  const { value } = node;
  const key = lastKey(node);
  const holder = holderOf(node);
  if (holder === undefined) return undefined;
  if (key === 'type' && typeof value === 'string') {
    const name = typeNames.get(value.toLowerCase());
    return name === undefined
      ? undefined
      : safeFix(`write ${JSON.stringify(name)}`, replaceValue(node, name));
  }
  if (key === 'required' && value === false && child(holder, 'in')?.value === 'path')
    return safeFix('write true', replaceValue(node, true));
  return Array.isArray(holder.value) ? onceOnly(holder, node) : undefined;
}

/** Of a list of which one problem tells all that is in it twice: what is left afterwards would be told in other words. */
function onceOnly(list: Node, node: Node): Fix | undefined {
  const all = items(list);
  const values = all.map(({ value }) => value);
  const again = all.filter(({ value }, index) => values.indexOf(value) < index);
  if (!again.some(({ pointer }) => pointer === node.pointer)) return undefined;
  if (again.length === 1) return safeFix('remove the second one', removeNode(node));
  return safeFix('remove the repeated ones', ...again.map(removeNode));
}
