import { describe, expect, it, test } from 'vitest';
import { place, probeText } from './support.ts';

const description = `openapi: 3.1.0
info: { title: Accounts, version: '1' }
paths:
  /accounts/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer, format: int64 } }
        - { name: after, in: query, schema: { type: integer, maximum: 9223372036854775806 } }
      responses:
        '200':
          description: One.
          content:
            application/json: { schema: { $ref: '#/components/schemas/Account' } }
            application/x-ndjson: { schema: { $ref: '#/components/schemas/Account' } }
components:
  schemas:
    Account:
      type: object
      properties:
        id: { type: integer, format: int64 }
        unsigned: { type: integer, format: uint64 }
        even: { type: integer, multipleOf: 2 }
        step: { multipleOf: 9007199254740993 }
        least: { exclusiveMinimum: 9007199254740993 }
        kind: { enum: [9007199254740993, 9223372036854775807] }
        only: { const: 9007199254740993 }
        all: { type: array, uniqueItems: true, items: { type: [integer, 'null'] } }
        text: { type: string }
`;

async function found(json: string, type = 'application/json', path = '/accounts/1'): Promise<string[]> {
  const { findings } = await probeText(
    description,
    `apicheck: 1
exchanges:
  - name: a
    request: { method: GET, path: '${path}' }
    response:
      status: 200
      headers: { content-type: ${type} }
      bodyText: '${json}'
`,
  );
  return findings.map(({ message }) => message);
}

describe('whole numbers beyond 2^53 are judged as they are written', () => {
  test.each([
    ['{"id":9223372036854775807}', []],
    ['{"id":-9223372036854775808}', []],
    ['{"id":9223372036854775808}', ['response body /id must be a valid int64, is 9223372036854775808']],
    ['{"id":-9223372036854775809}', ['response body /id must be a valid int64, is -9223372036854775809']],
    ['{"unsigned":18446744073709551615}', []],
    [
      '{"unsigned":18446744073709551616}',
      ['response body /unsigned must be a valid uint64, is 18446744073709551616'],
    ],
    ['{"even":9007199254740994}', []],
    ['{"even":9007199254740993}', ['response body /even must be a multiple of 2, is 9007199254740993']],
    ['{"step":27021597764222979}', []],
    [
      '{"step":27021597764222980}',
      ['response body /step must be a multiple of 9007199254740993, is 27021597764222980'],
    ],
    ['{"least":9007199254740994}', []],
    [
      '{"least":9007199254740993}',
      ['response body /least must be greater than 9007199254740993, is 9007199254740993'],
    ],
    ['{"kind":9007199254740993}', []],
    [
      '{"kind":9007199254740992}',
      ['response body /kind must be one of 9007199254740993, 9223372036854775807, is 9007199254740992'],
    ],
    ['{"only":9007199254740993}', []],
    ['{"only":9007199254740992}', ['response body /only must be 9007199254740993, is 9007199254740992']],
    ['{"all":[9007199254740992,9007199254740993,null]}', []],
    [
      '{"all":[9007199254740993,9007199254740993]}',
      ['response body /all must not repeat an item: 0 and 1 are equal'],
    ],
    ['{"text":9007199254740993}', ['response body /text must be a string, is a number: 9007199254740993']],
    ['{"text":"90071992547409931"}', []],
  ])('%s', async (json, expected) => {
    expect(await found(json)).toEqual(expected);
  });

  it('in lines, parameters and recordings too', async () => {
    expect(await found('{"id":1}\n\n{"id":9223372036854775808}', 'application/x-ndjson')).toEqual([
      'response body item 2 /id must be a valid int64, is 9223372036854775808',
    ]);
    expect(
      await found('{}', 'application/json', '/accounts/9223372036854775807?after=9223372036854775806'),
    ).toEqual([]);
    expect(
      await found('{}', 'application/json', '/accounts/9223372036854775808?after=9223372036854775807'),
    ).toEqual([
      'path parameter id must be a valid int64, is 9223372036854775808',
      'query parameter after must be at most 9223372036854775806, is 9223372036854775807',
    ]);
    const { findings } = await probeText(
      description,
      `apicheck: 1
exchanges:
  - name: a
    request: { method: GET, path: /accounts/1 }
    response:
      status: 200
      body:
        all: [9007199254740992, 9007199254740993]
        even: 9007199254740993
`,
    );
    expect(findings.map(place)).toEqual([
      'recording.yaml:9 response-body-invalid: response body /even must be a multiple of 2, is 9007199254740993',
    ]);
    expect(findings[0]?.evidence).toEqual({
      kind: 'violation',
      keyword: 'multipleOf',
      actual: '9007199254740993',
    });
  });
});
