import { isObject, textOf } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import type { Dialect } from '../../openapi/model.ts';
import type { FunctionMaker } from './function.ts';

const dialects: Readonly<Record<string, Dialect>> = {
  draft4: 'json-schema-draft-04',
  draft6: 'json-schema-draft-06',
  draft7: 'json-schema-draft-07',
  'draft2019-09': 'json-schema-2019-09',
  'draft2020-12': 'json-schema-2020-12',
};

/**
 * `schema` and `oasSchema`: the target is what a JSON Schema in the ruleset says. The dialect is the one named, else
 * that of `$schema`, else draft 7, or for `oasSchema` that of the description.
 */
export function schema(otherwise: 'auto' | 'description'): FunctionMaker {
  return (options) => {
    const given = options.value;
    if (!isObject(given) || !isObject(given['schema']))
      throw new SyntaxError('schema needs "schema", a JSON Schema');
    const node = options.node('schema');
    const named = typeof given['dialect'] === 'string' ? dialects[given['dialect']] : undefined;
    const declared = declaredDialect(given['schema']);
    const whole = given['allErrors'] === true;
    const fixed = named ?? declared ?? (otherwise === 'auto' ? 'json-schema-draft-07' : undefined);
    const flaw = options.schemas.check({ node, dialect: fixed ?? 'openapi-3.0', direction: 'request' });
    if (flaw) throw new SyntaxError(`the schema cannot be judged with: ${flaw.reason}`);
    return ({ value }, { plain, root, name }) => {
      if (value === undefined) return otherwise === 'auto' ? [{ message: `${name} is missing` }] : undefined;
      const dialect = fixed ?? ofDescription(root);
      const judged = options.schemas.judge({ node, dialect, direction: 'request' }, plain());
      if (judged.kind === 'valid') return undefined;
      if (judged.kind === 'unjudged')
        return [{ message: `${name} cannot be judged: ${judged.uncompilable.reason}` }];
      const told = whole ? judged.violations : judged.violations.slice(0, 1);
      return told.map(({ message, instance }) => ({
        message:
          instance === ''
            ? `${name} ${message}`
            : `${JSON.stringify(pointerKeys(instance).at(-1))} ${message}`,
        below: pointerKeys(instance),
      }));
    };
  };
}

function declaredDialect({ $schema }: Readonly<Record<string, unknown>>): Dialect | undefined {
  if (typeof $schema !== 'string') return undefined;
  const draft = /draft-0(4|6|7)|(2019-09|2020-12)/.exec($schema);
  return draft ? dialects[draft[1] === undefined ? `draft${draft[2]}` : `draft${draft[1]}`] : undefined;
}

function ofDescription(root: unknown): Dialect {
  const { openapi, swagger } = isObject(root) ? root : {};
  if (swagger !== undefined) return 'openapi-2.0';
  return textOf(openapi).startsWith('3.0') ? 'openapi-3.0' : 'json-schema-2020-12';
}
