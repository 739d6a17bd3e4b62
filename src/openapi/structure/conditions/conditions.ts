import { isObject } from '../../../document/node.ts';
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

/** Server Variable Object: since 3.1 the default must be one of the values. */
const serverVariableCondition: Condition = (subject) => {
  const { enum: values, default: initial } = subject.value;
  if (!atLeast(subject.version, '3.1') || typeof initial !== 'string' || !Array.isArray(values)) return;
  if (values.length > 0 && !values.includes(initial))
    notAllowed(subject, 'default', '"default" must be one of "enum"');
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
  ['serverVariable', serverVariableCondition],
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
