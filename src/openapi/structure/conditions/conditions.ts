import { child, isObject, isObjectNode } from '../../../document/node.ts';
import { pointerKeys } from '../../../document/pointer.ts';
import { atLeast } from '../../version.ts';
import type { ObjectKind } from '../kinds.ts';
import { exclusive, notAllowed, oneRequired, type Condition } from './condition.ts';
import {
  arrayItems,
  encodingCondition,
  exampleCondition,
  headerCondition,
  linkCondition,
  mediaTypeCondition,
  parameterCondition,
  responsesCondition,
} from './messages.ts';
import { oauthFlowCondition, securitySchemeCondition } from './security.ts';

/** OpenAPI Object: since 3.1 one of three is enough. */
const rootCondition: Condition = (subject) => {
  if (!atLeast(subject.version, '3.1')) return;
  oneRequired(subject, ['paths', 'webhooks', 'components'], 'a description must have one of them');
};

/** License Object: since 3.1 either an SPDX identifier or a URL. */
const licenseCondition: Condition = (subject) => {
  if (atLeast(subject.version, '3.1')) exclusive(subject, 'identifier', 'url');
};

/** The methods that have a field of their own in a Path Item Object of 3.2. */
const fixedMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Path Item Object: `additionalOperations` is for methods that have no field of their own. */
const pathItemCondition: Condition = (subject) => {
  const more = child(subject.node, 'additionalOperations');
  if (!atLeast(subject.version, '3.2') || !isObjectNode(more)) return;
  for (const method of fixedMethods) {
    const node = child(more, method.toUpperCase());
    if (!node) continue;
    subject.report({
      code: 'field-misplaced',
      node,
      part: 'key',
      message: `"${method.toUpperCase()}" has no place in "additionalOperations": write it as ${JSON.stringify(method)}`,
    });
  }
};

/** Schema Object. */
const schemaCondition: Condition = (subject) => {
  const { value, version } = subject;
  if (version === '3.0') {
    if (value['type'] === 'array') oneRequired(subject, ['items'], 'an array must say what its items are');
    if (value['readOnly'] === true && value['writeOnly'] === true) {
      exclusive(subject, 'readOnly', 'writeOnly', 'must not both be true');
    }
  }
  const { items } = value;
  if (subject.dialect === 'json-schema-2020-12' && Array.isArray(items) && items.length > 0) {
    // JSON Schema 2020-12, section 10.3.1: what was `items` became `prefixItems`.
    subject.report({
      code: 'field-type-mismatch',
      node: child(subject.node, 'items') ?? subject.node,
      message: '"items" must be one schema, not an array: one schema for each item is "prefixItems" here',
    });
  }
  if (version === '2.0' && value['type'] === 'file') {
    const keys = pointerKeys(subject.node.pointer);
    const inResponse = keys.at(-1) === 'schema' && !keys.includes('parameters');
    if (!inResponse) notAllowed(subject, 'type', '"file" is for the schema of a response: use another type');
  }
};

/** XML Object: since 3.2 `nodeType` takes the place of two flags. */
const xmlCondition: Condition = (subject) => {
  if (!atLeast(subject.version, '3.2') || !isObject(subject.value)) return;
  exclusive(subject, 'nodeType', 'attribute');
  exclusive(subject, 'nodeType', 'wrapped');
};

/** Of the kinds of objects whose fields depend on each other, what holds. */
export const conditions: ReadonlyMap<ObjectKind, Condition> = new Map<ObjectKind, Condition>([
  ['root', rootCondition],
  ['license', licenseCondition],
  ['pathItem', pathItemCondition],
  ['parameter', parameterCondition],
  ['header', headerCondition],
  ['items', arrayItems],
  ['mediaType', mediaTypeCondition],
  ['encoding', encodingCondition],
  ['responses', responsesCondition],
  ['example', exampleCondition],
  ['link', linkCondition],
  ['schema', schemaCondition],
  ['xml', xmlCondition],
  ['securityScheme', securitySchemeCondition],
  ['oauthFlow', oauthFlowCondition],
]);
