import type { Ajv, FuncKeywordDefinition, KeywordCxt, ValidateFunction } from 'ajv';
import { loadAjv } from './ajv.ts';
import type { Converted } from './converted.ts';
import { formats } from './formats.ts';
import type { OwnKeyword } from './keywords/keyword.ts';
import type { Patterns } from './patterns.ts';

/** Takes the keywords of our own and the patterns; gives what compiles converted schemas, each once. Loads Ajv. */
export function createCompiler(
  own: readonly OwnKeyword[],
  patterns: Patterns,
): (schema: Converted) => ValidateFunction {
  const ajv = createAjv(patterns);
  addUnlessNull(ajv);
  for (const keyword of own) ajv.addKeyword(definitionOf(keyword));
  const compiled = new WeakMap<Converted, ValidateFunction>();
  return (schema) => {
    let found = compiled.get(schema);
    if (!found) compiled.set(schema, (found = ajv.compile(schema)));
    return found;
  };
}

function createAjv(patterns: Patterns): Ajv {
  const { Ajv } = loadAjv();
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    // Names such as `toString` are members only where a value has them itself.
    ownProperties: true,
    logger: false,
    code: {
      optimize: false,
      regExp: Object.assign((pattern: string) => patterns.get(pattern), { code: 'pattern' }),
    },
  });
  for (const keyword of ['contains', 'uniqueItems', 'multipleOf']) ajv.removeKeyword(keyword);
  for (const [name, { types, accepts }] of formats) {
    if (!accepts) continue;
    const type = types.length === 1 ? types[0] : undefined;
    if (type === 'number') ajv.addFormat(name, { type: 'number', validate: accepts });
    else ajv.addFormat(name, { type: 'string', validate: accepts });
  }
  return ajv;
}

/** `nullable` without a type: what its value asks for holds for anything but null. */
function addUnlessNull(ajv: Ajv): void {
  const { _ } = loadAjv();
  ajv.addKeyword({
    keyword: 'unlessNull',
    schemaType: 'object',
    code(context: KeywordCxt) {
      const { gen, data } = context;
      const valid = gen.let('valid', true);
      gen.if(_`${data} !== null`, () => {
        const inner = gen.name('_valid');
        context.subschema({ keyword: 'unlessNull' }, inner);
        gen.assign(valid, inner);
      });
      context.ok(valid);
    },
  });
}

function definitionOf({ name, type, compile }: OwnKeyword): FuncKeywordDefinition {
  return {
    keyword: name,
    ...(type && { type }),
    errors: true,
    compile(value, parentSchema) {
      const parent = parentSchema as Converted;
      const find = compile(value as never, parent);
      const validate: ReturnType<NonNullable<FuncKeywordDefinition['compile']>> = (
        data: unknown,
      ): boolean => {
        const errors = find(data);
        if (errors) validate.errors = errors.map((error) => ({ ...error, parentSchema: parent }));
        return !errors;
      };
      return validate;
    },
  };
}
