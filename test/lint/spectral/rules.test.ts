import { describe, expect, it } from 'vitest';
import { findings, readRuleset } from './support.ts';

const description = `openapi: 3.0.3
info: { title: A, version: '1', contact: { name: A } }
tags: [{ name: b }, { name: a }]
paths:
  /things:
    get:
      tags: [b]
      parameters:
        - { name: q_x, in: query, schema: { type: string } }
      responses:
        '200': { $ref: '#/components/responses/Thing' }
  /Others:
    get:
      responses:
        '200': { $ref: '#/components/responses/Thing' }
        '404': { description: None, content: { text/plain: {} }, headers: {} }
components:
  responses:
    Thing:
      description: A thing
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Node' }
  schemas:
    Node:
      type: object
      properties:
        name: { type: string, enum: [a, 1] }
        next: { $ref: '#/components/schemas/Node' }
    Unused: { type: string }
`;

describe('a rule of a Spectral ruleset', () => {
  it.each([
    [
      'given: $.info\nthen: { field: description, function: truthy }\nmessage: "{{error}}"',
      ['2 "info.description" is missing or empty'],
    ],
    [
      'given: $.info\nthen: { field: title, function: falsy }\nmessage: "{{property}}|{{path}}|{{value}}"',
      ['2 title|#/info/title|A'],
    ],
    [
      'given: $.info\nthen: { field: contact.email, function: defined }\nmessage: "{{property}}"',
      ['2 contact.email'],
    ],
    [
      'given: $.info\nthen: { field: contact, function: undefined }\ndescription: no contact',
      ['2 no contact'],
    ],
    [
      'given: $.paths\nthen: { field: "@key", function: pattern, functionOptions: { match: "^/[a-z]+$" } }',
      ['12 "/Others" must match ^/[a-z]+$'],
    ],
    [
      'given: "$.paths[*]~"\nthen: { function: pattern, functionOptions: { notMatch: "/OTHERS/i" } }',
      ['12 "/Others" must not match /OTHERS/i'],
    ],
    [
      'given: $.paths[*][*]\nthen: { field: tags, function: length, functionOptions: { min: 2 } }',
      ['7 "tags" must be longer than 2'],
    ],
    [
      'given: $.tags\nthen: { function: length, functionOptions: { max: 1 } }',
      ['3 "tags" must be shorter than 1'],
    ],
    [
      'given: $.tags\nthen: { function: alphabetical, functionOptions: { keyedBy: name } }',
      ['3 "b" must stand after "a"'],
    ],
    ['given: $.paths\nthen: { function: alphabetical }', ['5 "/things" must stand after "/Others"']],
    [
      'given: "$..parameters[*].name"\nthen: { function: casing, functionOptions: { type: camel } }',
      ['9 must be in camel case'],
    ],
    [
      'given: "$..parameters[*].name"\nthen: { function: casing, functionOptions: { type: camel, separator: { char: _ } } }',
      [],
    ],
    [
      'given: "$..parameters[*].in"\nthen: { function: enumeration, functionOptions: { values: [path, header] } }',
      ['9 "query" must be one of "path", "header"'],
    ],
    [
      'given: $.info\nthen: { function: or, functionOptions: { properties: [summary, description] } }',
      ['2 one of "summary", "description" must be here'],
    ],
    [
      'given: $..responses[404]\nthen: { function: xor, functionOptions: { properties: [content, headers] } }',
      ['16 only one of "content", "headers" may be here'],
    ],
    ['given: $..[?(@.enum)]\nthen: { function: typedEnum }', ['28 1 is not of type string']],
    [
      'given: $.components.schemas\nthen: { function: unreferencedReusableObject, functionOptions: { reusableObjectsLocation: "#/components/schemas" } }',
      ['30 nothing refers to "Unused"'],
    ],
    [
      'given: $.paths[*][*]\nthen: { function: schema, functionOptions: { schema: { required: [tags], properties: { responses: { properties: { "200": { required: [x-more] } } } } } } }',
      ['13 "get" must have property tags', '19 "200" must have property x-more'],
    ],
    [
      'given: $.info\nthen: { function: schema, functionOptions: { allErrors: true, schema: { properties: { title: { minLength: 3 }, version: { type: integer } } } } }',
      ['2 "title" must have at least 3 characters, has 1', '2 "version" must be an integer, is a string'],
    ],
  ])('%s', async (rule, expected) => {
    expect(await findings(rule, description)).toEqual(expected);
  });

  it('looks once at what many references lead to, where it is written', async () => {
    const rule =
      'given: "$.paths[*][*].responses[200]"\nthen: { field: x-more, function: truthy }\nmessage: "{{path}}"';
    expect(await findings(rule, description)).toEqual(['19 #/components/responses/Thing']);
  });

  it('looks at the description as it is written where it is told to', async () => {
    const rule =
      'given: "$.paths[*][*].responses[200]"\nresolved: false\nthen: { field: description, function: truthy }\nmessage: "{{path}}"';
    expect(await findings(rule, description)).toEqual([
      '11 #/paths/~1things/get/responses/200',
      '15 #/paths/~1Others/get/responses/200',
    ]);
  });

  it('takes $ref for a member, and what begins with $ otherwise for a path', async () => {
    const rule = (field: string) =>
      `given: "$.paths[*][*].responses[200]"\nresolved: false\nthen: { field: ${field}, function: falsy }\nmessage: "{{path}}"`;
    expect(await findings(rule('$ref'), description)).toEqual([
      '11 #/paths/~1things/get/responses/200/$ref',
      '15 #/paths/~1Others/get/responses/200/$ref',
    ]);
    expect(await findings(rule('$.$ref'), description)).toEqual(await findings(rule('$ref'), description));
    expect(await findings(rule('$ref').replace('falsy', 'truthy'), description)).toEqual([]);
  });

  it('finds its way through a description that refers to itself', async () => {
    const rule =
      'given: "$..properties[*]"\nthen: { field: description, function: truthy }\nmessage: "{{path}}"';
    expect(await findings(rule, description)).toEqual([
      '25 #/components/schemas/Node',
      '28 #/components/schemas/Node/properties/name',
    ]);
  });

  it('ends on schemas that all refer to each other', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `S${index}`);
    const schemas = names.map(
      (own) =>
        `    ${own}:\n      properties:\n${names.map((name) => `        ${name}: { $ref: '#/components/schemas/${name}' }`).join('\n')}`,
    );
    const text = `openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n${schemas.join('\n')}\n`;
    const found = await findings(
      'given: "$..properties[?(@parentProperty)]^^"\nthen: { field: description, function: truthy }',
      text,
    );
    expect(found.length).toBe(40);
  });

  it('holds for the formats that it names', async () => {
    const rule = (formats: string) =>
      `given: $.info\nformats: [${formats}]\nthen: { field: description, function: truthy }`;
    expect(await findings(rule('oas2, oas3.1, asyncapi2'), description)).toEqual([]);
    expect(await findings(rule('oas3_0'), description)).toHaveLength(1);
    expect(await findings(rule('oas4'), description)).toEqual([
      'there is no format "oas4" here: oas2, oas3, oas3.0, oas3_0, oas3.1, oas3_1, oas3.2, oas3_2',
    ]);
  });

  it.each([
    ['given: $.a[?(@.b ==)]\nthen: { function: truthy }', 'the rule "it" cannot look there: '],
    [
      'given: "#Nothing"\nthen: { function: truthy }',
      'the rule "it" cannot look there: there is no alias "Nothing"',
    ],
    [
      'given: $\nthen: { function: oasExample }',
      'the rule "it" cannot be judged: there is no function "oasExample"',
    ],
    [
      'given: $\nthen: { function: pattern }',
      'the rule "it" cannot be judged: pattern needs functionOptions',
    ],
    [
      'given: $\nthen: { function: pattern, functionOptions: { match: "(" } }',
      'the rule "it" cannot be judged: Invalid regular expression',
    ],
    [
      'given: $\nthen: { function: casing, functionOptions: { type: title } }',
      'the rule "it" cannot be judged: casing needs "type"',
    ],
    [
      'given: $\nthen: { function: schema, functionOptions: { schema: { $ref: "#/nowhere" } } }',
      'the rule "it" cannot be judged: the schema cannot be judged with',
    ],
    ['given: $\nthan: 1\nthen: { function: truthy }', '"than" of the rule "it" means nothing here'],
  ])('says what it cannot honour: %s', async (rule, said) => {
    const { unable } = readRuleset(`rules:\n  it:\n${rule.replace(/^/gm, '    ')}\n`);
    expect(unable.join('\n')).toContain(said);
  });

  it('takes an alias for what it stands for in that format', async () => {
    const ruleset = `aliases:
  Info: ['$.info']
  Name:
    targets:
      - { formats: [oas2], given: ['#Info.version'] }
      - { formats: [oas3], given: ['#Info.title'] }
rules:
  it: { given: '#Name', message: '{{path}}', then: { function: falsy } }
`;
    const { rules, unable } = readRuleset(ruleset);
    expect(unable).toEqual([]);
    const { lintText } = await import('../support.ts');
    expect((await lintText(description, rules)).map(({ message }) => message)).toEqual(['#/info/title']);
  });
});
