import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { reports } from './reports.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false }).compile(
  schema as object,
);

describe('the JSON report', () => {
  it.each([...reports])('%s validates against its schema', (_, report) => {
    const value: unknown = JSON.parse(jsonReport(report));
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
    expect(value).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('is refused by the schema where a part is missing', () => {
    expect(validate({ ...reports.get('diff'), diff: undefined })).toBe(false);
    expect(validate({ ...reports.get('lint'), summary: {} })).toBe(false);
  });
});
