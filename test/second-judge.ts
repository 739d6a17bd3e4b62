import { Validator, type Schema } from '@cfworker/json-schema';

/** Takes a schema of JSON Schema 2020-12 with all that it refers to; gives what judges by it, without Ajv. */
export function secondJudge(schema: unknown): (value: unknown) => boolean {
  const validator = new Validator(schema as Schema | boolean, '2020-12', false);
  return (value) => validator.validate(value).valid;
}
