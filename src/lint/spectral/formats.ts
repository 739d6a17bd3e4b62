import { isObject, textOf } from '../../document/node.ts';

/** Which descriptions a rule is for: takes the root value of one; gives whether it is. */
export type Format = (root: unknown) => boolean;

const version =
  (field: 'openapi' | 'swagger', pattern: RegExp): Format =>
  (root) =>
    isObject(root) && Object.hasOwn(root, field) && pattern.test(textOf(root[field]));

const names = new Map<string, Format>([
  ['oas2', version('swagger', /^2(\.|$)/)],
  ['oas3', version('openapi', /^3(\.|$)/)],
  ...['3.0', '3.1', '3.2'].flatMap((number): [string, Format][] => {
    const format = version('openapi', new RegExp(`^${number.replace('.', '\\.')}(\\.|$)`));
    return [
      [`oas${number}`, format],
      [`oas${number.replace('.', '_')}`, format],
    ];
  }),
]);

/** Formats of what is no description of an HTTP API: rules for them have nothing to look at here. */
const others = /^(asyncapi|aas|arazzo|json-?schema|json_?schema|loose|overlay)/i;

/**
 * Takes a format as a ruleset names it, or the function that a ruleset in JavaScript gives; gives it, or undefined for
 * a name that nobody knows.
 */
export function readFormat(format: unknown): Format | undefined {
  if (typeof format === 'function')
    return (root) => (format as (root: unknown, source: null) => unknown)(root, null) === true;
  if (typeof format !== 'string') return undefined;
  return names.get(format) ?? (others.test(format) ? () => false : undefined);
}

/** The names of all formats. */
export const formatNames: readonly string[] = [...names.keys()];
