import type { Node } from '../../document/document.ts';
import type { Operation, Parameter } from '../../openapi/model.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { encodeParameter } from '../../schema/encode.ts';
import { codecOf } from '../media-type.ts';
import { textOf } from '../variables.ts';
import type { Field } from '../exchange.ts';
import { parameterText } from '../parameter-text.ts';
import type { Complain } from '../recordings/fields.ts';
import type { RecordedRequest } from '../recordings/recording.ts';
import { leftOut, type Filled } from './fill.ts';
import type { Step, StepParameter } from './model.ts';
import { fillBody } from './request-body.ts';

/** The defaults of OpenAPI, for a parameter that the operation does not declare. */
const usual = {
  path: { style: 'simple', explode: false, allowReserved: false },
  query: { style: 'form', explode: true, allowReserved: false },
  querystring: { style: 'form', explode: true, allowReserved: false },
  header: { style: 'simple', explode: false, allowReserved: false },
  cookie: { style: 'form', explode: true, allowReserved: false },
} as const;

/**
 * Takes a step, the operation that it calls and where, what fills expressions in, and what takes mistakes that show
 * only then; gives its request, undefined where its path lacks a value, which was told. Parameters are written as the operation declares them.
 */
export function fillRequest(
  step: Step,
  operation: Operation,
  at: Node,
  fill: Filled,
  complain: Complain,
): RecordedRequest | undefined {
  const fields = step.parameters.flatMap((parameter) => fieldOf(parameter, operation, fill, complain) ?? []);
  const of = (place: string): FilledField[] => fields.filter((one) => one.in === place);
  const { body, contentType } = fillBody(step.body, operation, fill, complain);
  const field = ({ name, text, node }: FilledField): Field => ({ name, value: text, node });
  const cookies = of('cookie').map(({ text }) => text);
  const query = [...of('query'), ...of('querystring')].filter(({ text }) => text !== '');
  let complete = true;
  const path = operation.path.replace(/\{([^{}]+)\}/g, (written, name: string) => {
    const text = of('path').find((one) => one.name === name)?.text;
    complete &&= text !== undefined;
    return text ?? written;
  });
  if (!complete) return undefined;
  return {
    node: step.node,
    method: operation.method.toUpperCase(),
    target: {
      document: at.document,
      pointer: at.pointer,
      value: query.length === 0 ? path : `${path}?${query.map(({ text }) => text).join('&')}`,
    },
    query: [],
    queryPlaces: query.map(field),
    headers: [
      ...(contentType === undefined ? [] : [{ name: 'content-type', value: contentType, node: step.node }]),
      ...of('header').map(field),
      ...(cookies.length === 0 ? [] : [{ name: 'cookie', value: cookies.join('; '), node: step.node }]),
    ],
    body,
    timeoutMs: step.timeout,
  };
}

interface FilledField {
  readonly in: StepParameter['in'];
  readonly name: string;
  /** As it travels; in a query and among cookies with its name. */
  readonly text: string;
  readonly node: Node;
}

function fieldOf(
  { name, in: place = 'query', value: node }: StepParameter,
  { parameters }: Operation,
  fill: Filled,
  complain: Complain,
): FilledField | undefined {
  const value = fill.value(node);
  if (value === leftOut && place === 'path') complain(node, `the path parameter ${name} needs a value`);
  if (value === leftOut || value === undefined) return undefined;
  const declared = parameters.find((one) => one.in === place && isNamed(one, name));
  const text =
    place === 'querystring'
      ? queryText(declared, value)
      : declared
        ? parameterText(declared, value)
        : encodeParameter(name, value, usual[place], place);
  if (place === 'header' && /[\r\n\0]|[^\t\x20-\x7e\x80-\xff]/.test(text)) {
    complain(node, `the header ${name} cannot have this value`);
    return undefined;
  }
  // An empty segment, or dots, would be another path.
  if (place === 'path' && (text === '' || /^\.{1,2}$/.test(text))) {
    complain(node, `the path parameter ${name} cannot be ${JSON.stringify(text)}`);
    return undefined;
  }
  return { in: place, name: declared?.name ?? name, text, node };
}

/** A whole query is given as it is sent, but for what no query may have; that of another type than forms is encoded. */
function queryText(declared: Parameter | undefined, value: unknown): string {
  const type = declared?.content && parseMediaType(declared.content.range);
  if (declared && type && codecOf(type) !== 'form') return parameterText(declared, value);
  return textOf(value).replace(/[^\w!$&'()*+,;=:@/?.~%-]/gu, encodeURIComponent);
}

function isNamed(parameter: Parameter, name: string): boolean {
  return parameter.in === 'header'
    ? parameter.name.toLowerCase() === name.toLowerCase()
    : parameter.name === name;
}
