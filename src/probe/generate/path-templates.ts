import type { Api, Operation, Parameter } from '../../openapi/model.ts';
import { keywordsOf } from './keywords.ts';

/** Takes an operation; gives its path parameters in the order of its template. */
export function pathParameters({ path, parameters }: Operation): readonly Parameter[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].flatMap(
    ([, name]) => parameters.find((one) => one.in === 'path' && one.name === name) ?? [],
  );
}

/** Takes a path template; gives it without the names of its parameters. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/\/$/, '');
}

/** The parts of templates that end in a parameter: where something may be that has an id. */
export function itemPaths(templates: readonly string[]): readonly string[] {
  const prefixes = templates.flatMap((template) =>
    [...template.matchAll(/\{[^{}]*\}(?=\/|$)/g)].map(({ index, 0: written }) =>
      template.slice(0, index + written.length),
    ),
  );
  return [...new Set(prefixes)];
}

/** The parameter by which a template goes one step further than a collection, if it does. */
export function lastParameter(collection: string, template: string): string | undefined {
  const [base, end] = [shapeOf(collection), shapeOf(template)];
  if (end !== `${base}/{}`) return undefined;
  return /\{([^{}]*)\}\/?$/.exec(template)?.[1];
}

/**
 * Takes what is known by the shape of a path, a path, and which of them; gives, of `/titles/{id}/chapters` when only
 * `/titles/{id}` is known, what leads as far as possible.
 */
export function longestPrefix<T>(
  byShape: ReadonlyMap<string, readonly T[]>,
  path: string,
  nth: number,
): T | undefined {
  let shape = shapeOf(path);
  while (shape.includes('/')) {
    shape = shape.slice(0, shape.lastIndexOf('/'));
    const found = byShape.get(shape);
    if (found) return found[nth];
  }
  return undefined;
}

/** Takes an API and the template of a path; gives whether its last parameter is a text, and no uuid or the like. */
export function endsInText({ operations, documents }: Api, template: string): boolean {
  const depth = template.split('{').length - 2;
  const operation = operations.find(({ path }) => path === template || path.startsWith(`${template}/`));
  const schema = operation && pathParameters(operation)[depth]?.schema;
  if (!schema) return false;
  const { types, format } = keywordsOf(documents, schema);
  return types.size === 1 && types.has('string') && format === undefined;
}
