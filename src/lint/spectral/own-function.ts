import { isObject } from '../../document/node.ts';
import type { FunctionMaker, Result } from './function.ts';
import { coreFunctions } from './core-functions.ts';

/** A function of a ruleset's own, as its module gives it: code that the user chose. */
export type OwnFunction = (value: unknown, options: unknown, context: unknown) => unknown;

/**
 * Takes a function of a ruleset in JavaScript; gives what makes it run here. Spectral's own functions, by whatever
 * package they come, are ours.
 */
export function ownFunction(own: OwnFunction): FunctionMaker {
  const core = 'validator' in own ? coreFunctions.get(own.name) : undefined;
  if (core !== undefined) return core;
  return ({ value: options }) =>
    (target, context) => {
      const { root, uri } = context;
      const document = {
        data: root,
        unresolved: root,
        source: uri,
        formats: formatsOf(root),
        parserResult: { data: root, diagnostics: [] },
      };
      const given = {
        path: [...target.way()],
        rule: context.rule,
        document,
        documentInventory: {
          ...document,
          document,
          graph: {
            get nodes() {
              return context.references();
            },
          },
          get resolved() {
            return context.resolved();
          },
        },
      };
      const value = target.value === undefined ? undefined : context.plain();
      return results(own(value, options ?? null, given));
    };
}

/** What Spectral's functions ask for the format of a description: the functions that tell formats apart. */
function formatsOf(root: unknown): { has(format: unknown): boolean } {
  return {
    has: (format) => typeof format === 'function' && (format as (value: unknown) => unknown)(root) === true,
  };
}

function results(given: unknown): readonly Result[] | undefined {
  if (given === undefined || given === null) return undefined;
  if (given instanceof Promise)
    throw new Error('its function answers later (it is async), which is not waited for');
  if (!Array.isArray(given)) throw new Error('its function gives no list of results');
  return given.flatMap((each: unknown) => {
    if (!isObject(each)) return [];
    const { message, path } = each;
    const absolute = Array.isArray(path)
      ? path.filter((key) => typeof key === 'string' || typeof key === 'number')
      : undefined;
    return [{ message: String(message), ...(absolute && { absolute }) }];
  });
}
