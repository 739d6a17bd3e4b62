import { isObject } from '../../../document/node.ts';
import { atLeast } from '../../version.ts';
import { token } from '../field.ts';
import { nameList } from '../problem.ts';
import {
  exclusive,
  has,
  invalid,
  missing,
  notAllowed,
  oneRequired,
  stringOf,
  unfit,
  type Condition,
  type Subject,
} from './condition.ts';

/** Parameter Object, `style`: which fit where. */
const stylesByLocation: Readonly<Record<string, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/** Parameter Object, `in`, of all versions. */
const locations: ReadonlySet<string> = new Set([
  ...['path', 'query', 'querystring', 'header', 'cookie', 'body', 'formData'],
]);

/** Fields of a 2.0 parameter that describe its value. */
const primitiveFields = ['type', 'format', 'items', 'collectionFormat', 'default', 'enum', 'pattern'];

/** Parameter Object (2.0 and 3.x). */
export const parameterCondition: Condition = (subject) => {
  const written = stringOf(subject, 'in');
  // What an unknown location is, nobody can say.
  const location = written !== undefined && locations.has(written) ? written : undefined;
  if (location === 'path') requiredCondition(subject);
  nameCondition(subject, location);
  if (subject.version === '2.0') return parameter2(subject, location);
  // Where another version has a location, what else is amiss follows from that.
  if (location === 'body' || location === 'formData') return;
  if (location === 'querystring' && !atLeast(subject.version, '3.2')) return;
  if (location !== 'query' && location !== undefined) {
    unfit(subject, ['allowEmptyValue'], 'it is for query parameters');
  }
  if (location === 'querystring') {
    unfit(
      subject,
      ['schema', 'style', 'explode', 'allowReserved'],
      'a querystring parameter is described by "content"',
    );
    if (!has(subject, 'schema')) oneRequired(subject, ['content'], 'it describes a querystring parameter');
    oneEntry(subject);
  } else {
    schemaOrContent(subject);
    if (has(subject, 'schema')) reservedCondition(subject, location);
  }
  checkStyle(subject, location);
  examplesCondition(subject);
};

function requiredCondition(subject: Subject): void {
  if (!has(subject, 'required')) {
    if (!subject.meant.has('required')) missing(subject, 'a path parameter must have "required": true');
  } else if (subject.value['required'] === false) {
    notAllowed(subject, 'required', '"required" of a path parameter must be true');
  }
}

/** Path Templating, and RFC 9110 section 5.1: what the name of a parameter may be. */
function nameCondition(subject: Subject, location: string | undefined): void {
  const name = stringOf(subject, 'name');
  if (name === undefined) return;
  if (location === 'path' && /[{}]/.test(name)) {
    invalid(subject, 'name', `${JSON.stringify(name)} cannot be the name of a path parameter: it has braces`);
  }
  if (location === 'header' && !token.names.test(name)) {
    const why = `such names consist of ${token.of}`;
    invalid(subject, 'name', `${JSON.stringify(name)} cannot be the name of a header: ${why}`);
  }
}

/** Parameter Object, `allowReserved`: where there is something to percent-encode. */
function reservedCondition(subject: Subject, location: string | undefined): void {
  // 3.0 says that it only applies there, yet allows it everywhere.
  if (!atLeast(subject.version, '3.1') || location === undefined || location === 'query') return;
  if (!atLeast(subject.version, '3.2'))
    return unfit(subject, ['allowReserved'], 'it is for query parameters');
  const form = location === 'cookie' && subject.value['style'] !== 'cookie';
  if (location === 'path' || form) return;
  unfit(subject, ['allowReserved'], 'nothing is percent-encoded here');
}

function parameter2(subject: Subject, location: string | undefined): void {
  if (location === 'body') {
    unfit(subject, primitiveFields, 'a body is described by "schema"');
    oneRequired(subject, ['schema'], 'it describes the body');
    return;
  }
  if (location === undefined) return;
  unfit(subject, ['schema'], 'it is for parameters in the body');
  if (!has(subject, 'schema')) oneRequired(subject, ['type'], '');
  if (location !== 'query' && location !== 'formData') {
    unfit(subject, ['allowEmptyValue'], 'it is for query and form parameters');
    if (subject.value['collectionFormat'] === 'multi') {
      notAllowed(
        subject,
        'collectionFormat',
        '"multi" is for query and form parameters: use "csv", "ssv", "tsv" or "pipes"',
      );
    }
  }
  if (subject.value['type'] === 'file' && location !== 'formData') {
    notAllowed(subject, 'type', '"file" is for form parameters ("in": "formData"): use another type');
  }
  arrayItems(subject);
}

/** Items, Header and Parameter Object of 2.0: an array says what it is of. */
export const arrayItems: Condition = (subject) => {
  if (subject.version === '2.0' && subject.value['type'] === 'array') {
    oneRequired(subject, ['items'], 'an array must say what its items are');
  }
};

function schemaOrContent(subject: Subject): void {
  exclusive(subject, 'schema', 'content');
  oneRequired(subject, ['schema', 'content'], '');
  if (!has(subject, 'content') || has(subject, 'schema')) return;
  unfit(
    subject,
    ['style', 'explode', 'allowReserved'],
    'it goes with "schema"; "content" decides by its media type',
  );
  if (!atLeast(subject.version, '3.2')) {
    unfit(subject, ['example', 'examples'], 'beside "content", examples stand in the media type');
  }
  oneEntry(subject);
}

function oneEntry(subject: Subject): void {
  const content = subject.value['content'];
  if (!isObject(content)) return;
  const entries = Object.keys(content).length;
  if (entries !== 1)
    invalid(subject, 'content', `"content" must have exactly one media type here and has ${entries}`);
}

function checkStyle(subject: Subject, location: string | undefined): void {
  const style = stringOf(subject, 'style');
  if (style === undefined || location === undefined || location === 'querystring') return;
  const base = Object.hasOwn(stylesByLocation, location) ? stylesByLocation[location] : undefined;
  const styles = location === 'cookie' && atLeast(subject.version, '3.2') ? ['form', 'cookie'] : base;
  if (styles === undefined || styles.includes(style)) return;
  notAllowed(subject, 'style', `"style" of a ${location} parameter must be ${nameList(styles)}`);
}

/** Header Object. */
export const headerCondition: Condition = (subject) => {
  if (subject.version === '2.0') return arrayItems(subject);
  schemaOrContent(subject);
  examplesCondition(subject);
};

/** Parameter, Header and Media Type Object: `example` and `examples` are mutually exclusive. */
export const examplesCondition: Condition = (subject) => {
  if (subject.version !== '2.0') exclusive(subject, 'example', 'examples');
};

/** Media Type Object. */
export const mediaTypeCondition: Condition = (subject) => {
  examplesCondition(subject);
  encodingCondition(subject);
};

/** Media Type and Encoding Object of 3.2: parts by name or by position. */
export const encodingCondition: Condition = (subject) => {
  if (!atLeast(subject.version, '3.2')) return;
  exclusive(subject, 'encoding', 'prefixEncoding');
  if (!has(subject, 'prefixEncoding')) exclusive(subject, 'encoding', 'itemEncoding');
};

/** Responses Object: at least one response. */
export const responsesCondition: Condition = (subject) => {
  if (Object.keys(subject.value).every((key) => key.startsWith('x-'))) {
    missing(subject, `${subject.title} has no response: it must have at least one`);
  }
};

/** Example Object. */
export const exampleCondition: Condition = (subject) => {
  exclusive(subject, 'value', 'externalValue');
  if (!atLeast(subject.version, '3.2')) return;
  exclusive(subject, 'value', 'dataValue');
  exclusive(subject, 'value', 'serializedValue');
  exclusive(subject, 'serializedValue', 'externalValue');
};

/** Link Object. */
export const linkCondition: Condition = (subject) => {
  exclusive(subject, 'operationRef', 'operationId');
  oneRequired(subject, ['operationRef', 'operationId'], 'a link must say which operation it leads to');
};
