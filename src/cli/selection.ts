import { certainOwnName, nearestName } from '../document/nearest.ts';
import type { Api, Operation } from '../openapi/model.ts';
import type { ProbeOptions as RunOptions } from '../probe/run-options.ts';
import { RunError } from './errors.ts';
import type { ProbeOptions } from './probe-options.ts';

type Selection = Pick<ProbeOptions, 'operation' | 'tag'>;

/**
 * Takes the APIs of a run, before anything of it is done, and what the user selects; throws RunError where no
 * operation has such a name or tag: a run of nothing would pass.
 */
export function checkSelection(apis: readonly Api[], { operation, tag }: Selection): void {
  const operations = apis.flatMap((api) => api.operations);
  const check = (what: string, named: readonly string[], names: ReadonlySet<string>) => {
    const unknown = named.find((name) => !names.has(name));
    if (unknown === undefined) return;
    const near = nearestName(unknown, names);
    throw new RunError(
      `there is no ${what} "${unknown}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    );
  };
  check('operation', operation, new Set(operations.flatMap(namesOf)));
  check(
    'operation with the tag',
    tag,
    new Set(operations.flatMap(({ tags }) => tags.map(({ value }) => value))),
  );
}

/**
 * Takes an API and the security schemes that the user has credentials for; throws RunError where one can only be a slip
 * of the keyboard for one that the contract has: nothing would be sent. What it does not describe may be given for
 * recordings that name it.
 */
export function checkAuthNames({ securitySchemes }: Api, named: Iterable<string>): void {
  for (const name of named) {
    const meant = securitySchemes.has(name) ? undefined : certainOwnName(name, securitySchemes.keys());
    if (meant !== undefined)
      throw new RunError(
        `there is no security scheme "${name}" to give credentials for; did you mean "${meant}"?`,
      );
  }
}

/** What an operation may be called: its operationId, and `GET /titles`. */
function namesOf({ id, key }: Operation): string[] {
  return id ? [id.value, key] : [key];
}

/** Takes what the user selects; gives what tells whether an exchange is of it. */
export function selectorOf({ operation, tag }: Selection): NonNullable<RunOptions['select']> {
  return ({ operation: matched }) => {
    if (operation.length > 0 && !(matched && namesOf(matched).some((name) => operation.includes(name))))
      return false;
    return tag.length === 0 || (matched?.tags.some(({ value }) => tag.includes(value)) ?? false);
  };
}
