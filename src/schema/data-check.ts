import { loadAjv2020 } from './ajv.ts';

/**
 * Takes a JSON Schema of our own (2020-12); gives what judges a value by it: the first thing that is wrong, in words,
 * undefined where nothing is.
 */
export function createDataCheck(schema: object): (value: unknown) => string | undefined {
  const { Ajv2020 } = loadAjv2020();
  // A JSON text may have numbers that are infinite once they are read.
  const validate = new Ajv2020({ strict: false, strictNumbers: true }).compile(schema);
  return (value) => {
    if (validate(value)) return undefined;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath || '/'} ${first?.message ?? 'is wrong'}`;
  };
}
