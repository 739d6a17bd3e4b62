import { describe, expect, it, test } from 'vitest';
import { parseXml } from '../../src/schema/xml/parse-xml.ts';
import { messagesFor } from './bodies.ts';

const xml = (version: string, schema: unknown, body: string, components?: unknown) =>
  messagesFor(version, 'application/xml', { schema }, { type: 'application/xml', body }, components);

/** An object with one property, which has to be there and is given; and what else the schema says. */
const holding = (animals: unknown) => ({
  type: 'object',
  properties: { animals },
  required: ['animals'],
  additionalProperties: false,
});
const list = (xml: unknown, items: unknown) => ({
  type: 'array',
  minItems: 2,
  items: { type: 'string', enum: ['cat', 'dog'], ...(items as object) },
  ...(xml as object),
});

// XML Object of 3.0 and 3.1, "Examples"; the root is called as it likes.
describe('arrays in XML', () => {
  test.each([
    ['as they are', {}, {}, '<animals>cat</animals><animals>dog</animals>'],
    ['their items named', {}, { xml: { name: 'animal' } }, '<animal>cat</animal><animal>dog</animal>'],
    [
      'a name around that has no effect',
      { xml: { name: 'aliens' } },
      { xml: { name: 'animal' } },
      '<animal>cat</animal><animal>dog</animal>',
    ],
    [
      'wrapped',
      { xml: { wrapped: true } },
      {},
      '<animals><animals>cat</animals><animals>dog</animals></animals>',
    ],
    [
      'wrapped, their items named',
      { xml: { wrapped: true } },
      { xml: { name: 'animal' } },
      '<animals><animal>cat</animal><animal>dog</animal></animals>',
    ],
    [
      'wrapped, both named',
      { xml: { name: 'aliens', wrapped: true } },
      { xml: { name: 'animal' } },
      '<aliens><animal>cat</animal><animal>dog</animal></aliens>',
    ],
    [
      'wrapped, the wrapper named',
      { xml: { name: 'aliens', wrapped: true } },
      {},
      '<aliens><aliens>cat</aliens><aliens>dog</aliens></aliens>',
    ],
    [
      'wrapped as 3.2 says it',
      { xml: { nodeType: 'element' } },
      { xml: { name: 'animal' } },
      '<animals><animal>cat</animal><animal>dog</animal></animals>',
    ],
  ])('%s', async (_, around, items, body) => {
    const version = JSON.stringify(around).includes('nodeType') ? '3.2.0' : '3.0.3';
    const schema = holding(list(around, items));
    expect(await xml(version, schema, `<r>\n${body}\n</r>`)).toEqual([]);
    expect(await xml(version, schema, `<r>${body.replace('dog', 'cow')}</r>`)).toEqual([
      'response body /animals/1 must be one of "cat", "dog", is "cow"',
    ]);
  });

  it('may be empty where nothing shows them', async () => {
    const schema = holding({ type: 'array', items: { type: 'string' } });
    expect(await xml('3.0.3', schema, '<r/>')).toEqual([]);
  });

  it('are told where an item is called otherwise', async () => {
    const schema = holding(list({ xml: { wrapped: true } }, { xml: { name: 'animal' } }));
    expect(
      await xml('3.0.3', schema, '<r><animals><animal>cat</animal><beast>dog</beast></animals></r>'),
    ).toEqual(['response body /animals/1 must be the element animal, is beast']);
  });
});

describe('objects in XML', () => {
  const person = {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer', format: 'int32', xml: { attribute: true } },
      name: { type: 'string', xml: { namespace: 'https://example.com/sample', prefix: 'sample' } },
      born: { type: 'string', format: 'date' },
      size: { type: 'number', nullable: true },
      tags: { type: 'array', items: { $ref: '#/components/schemas/Tag' } },
      mother: { $ref: '#/components/schemas/Person' },
    },
    xml: { name: 'person' },
  };
  const components = {
    schemas: {
      Person: person,
      Tag: { type: 'object', properties: { id: { type: 'integer' } }, xml: { name: 'tag' } },
    },
  };
  const judge = (body: string) => xml('3.0.3', { $ref: '#/components/schemas/Person' }, body, components);
  const sample = 'xmlns:sample="https://example.com/sample"';

  test.each([
    [`<person ${sample} id="1"><sample:name>A</sample:name></person>`, []],
    [
      `<?xml version="1.0"?><!-- x --><person ${sample} id=" 1 "><sample:name><![CDATA[<A>]]></sample:name><born>2024-02-29</born>
       <size> 1.5 </size><tag><id>1</id></tag><tag><id>2</id></tag>
       <mother id="2"><s:name xmlns:s="https://example.com/sample">B</s:name></mother></person>`,
      [],
    ],
    [
      `<person ${sample} id="x"><sample:name>A</sample:name></person>`,
      ['response body /id must be an integer, is a string: "x"'],
    ],
    [`<person id="1" ${sample}/>`, ['response body must have property name']],
    [
      `<person id="1"><name>A</name></person>`,
      ['response body /name element name must be in the namespace https://example.com/sample, is in none'],
    ],
    [`<people ${sample}/>`, ['response body must be the element person, is people']],
    [
      `<person ${sample} id="1"><sample:name>A</sample:name><tag><id>1</id></tag><tag><id>b</id></tag></person>`,
      ['response body /tags/1/id must be an integer, is a string: "b"'],
    ],
    [
      `<person ${sample} id="1"><sample:name>A</sample:name><born>1</born><born>2</born></person>`,
      ['response body /born must be a string, is an array: ["1","2"]'],
    ],
    [
      `<person ${sample} id="1"><sample:name>A</sample:name><size xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></person>`,
      [],
    ],
  ])('%s', async (body, expected) => {
    expect(await judge(body)).toEqual(expected);
  });

  it('have text beside attributes, and parts without an element, in 3.2', async () => {
    const schema = {
      type: 'object',
      xml: { nodeType: 'element', name: 'doc' },
      required: ['lang', 'content', 'meta'],
      properties: {
        lang: { type: 'string', xml: { nodeType: 'attribute' } },
        content: { type: 'integer', xml: { nodeType: 'cdata' } },
        meta: { type: 'object', xml: { nodeType: 'none' }, properties: { by: { type: 'string' } } },
      },
    };
    expect(await xml('3.2.0', schema, '<doc lang="en"><![CDATA[12]]><by>A</by></doc>')).toEqual([]);
    expect(await xml('3.2.0', schema, '<doc lang="en">text<by>A</by></doc>')).toEqual([
      'response body /content must be an integer, is a string: "text"',
    ]);
  });
});

describe('XML that is none', () => {
  test.each([
    ['<a>', /^body-malformed: .*line 1, column 3: unclosed tag: a/],
    ['<a></b>', /unexpected close tag/],
    ['{"a":1}', /^body-malformed: /],
    ['<a>&lol;</a>', /undefined entity/],
    ['<x:a/>', /unbound namespace prefix/],
    ['<!DOCTYPE a [<!ENTITY lol "lol">]><a>&lol;</a>', /undefined entity/],
  ])('%s', async (body, expected) => {
    const [message = '', ...others] = await xml('3.0.3', { type: 'object' }, body);
    expect(message).toMatch(expected);
    expect(others).toEqual([]);
  });

  it('is bounded', async () => {
    expect(parseXml('<a>'.repeat(1e4) + '</a>'.repeat(1e4)).kind).toBe('beyond');
    expect(await xml('3.0.3', { type: 'object' }, '<a>'.repeat(300) + '</a>'.repeat(300))).toEqual([
      'exchange-unjudged: not judged: it nests more than 200 levels deep',
    ]);
  });

  it('is in the character set that it says', async () => {
    const schema = { type: 'object', properties: { a: { enum: ['ä'] } } };
    const body = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><r><a>ä</a></r>', 'latin1');
    const media = { schema };
    expect(await messagesFor('3.0.3', 'text/xml', media, { type: 'text/xml', body })).toEqual([]);
  });
});
