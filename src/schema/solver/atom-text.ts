import type { Atom, Schema } from './algebra.ts';
import { anything } from './kinds.ts';

/**
 * Takes what an atom says and how to name its parts; gives a text that two atoms share if they say the same. The
 * order of alternatives does not count.
 */
export function atomText({ shape, domain }: Atom, name: (part: Schema) => string): string {
  switch (shape.kind) {
    case 'types':
      return `types ${shape.kinds}`;
    case 'enum':
      return `enum ${[...shape.texts].sort().join()}`;
    case 'bound':
      return `bound ${shape.side} ${shape.limit} ${shape.exclusive}`;
    case 'multipleOf':
      return `multipleOf ${shape.divisor}`;
    case 'length':
    case 'itemCount':
    case 'propertyCount':
      return `${shape.kind} ${shape.side} ${shape.limit}`;
    case 'pattern':
      return `pattern ${JSON.stringify(shape.source)}`;
    case 'format':
      return `format ${JSON.stringify(shape.name)}`;
    case 'uniqueItems':
      return 'uniqueItems';
    case 'prefixItem':
      return `prefixItem ${shape.index} ${name(shape.child)}`;
    case 'restItems':
      return `restItems ${shape.from} ${name(shape.child)}`;
    case 'contains':
      return `contains ${shape.min} ${shape.max} ${name(shape.child)}`;
    case 'required':
      return `required ${JSON.stringify(shape.name)}`;
    case 'property':
    case 'dependentSchema':
      return `${shape.kind} ${JSON.stringify(shape.name)} ${name(shape.child)}`;
    case 'patternProperty':
      return `patternProperty ${JSON.stringify(shape.pattern)} ${name(shape.child)}`;
    case 'additional': {
      const names = [...shape.names].sort().map((one) => JSON.stringify(one));
      const patterns = [...shape.patterns].sort().map((one) => JSON.stringify(one));
      return `additional ${names.join()} ${patterns.join()} ${name(shape.child)}`;
    }
    case 'propertyNames':
      return `propertyNames ${name(shape.child)}`;
    case 'dependentRequired':
      return `dependentRequired ${JSON.stringify(shape.name)} ${JSON.stringify(shape.needed)}`;
    case 'anyOf':
      return `anyOf ${domain} ${[...new Set(shape.children.map(name))].sort().join()}`;
    case 'oneOf':
      return `oneOf ${domain} ${shape.children.map(name).sort().join()}`;
    case 'not':
      return `not ${name(shape.child)}`;
    case 'if':
      return `if ${name(shape.test)} ${name(shape.then)} ${name(shape.else)}`;
    case 'opaque':
      return `opaque ${domain} ${JSON.stringify(shape.token)} ${shape.children.map(name).join()}`;
  }
}

/** Whether an atom holds for every value, given which schemas are known to accept everything. */
export function isVoidAtom({ shape }: Atom, accepts: (schema: Schema) => boolean): boolean {
  switch (shape.kind) {
    case 'types':
      return shape.kinds === anything;
    case 'property':
    case 'patternProperty':
    case 'additional':
    case 'propertyNames':
    case 'prefixItem':
    case 'restItems':
    case 'dependentSchema':
      return accepts(shape.child);
    case 'anyOf':
      return shape.children.some(accepts);
    case 'if':
      return accepts(shape.then) && accepts(shape.else);
    case 'contains':
      return shape.min === 0 && shape.max === Infinity;
    default:
      return false;
  }
}
