import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { askXPath, replaceAtXPath, xpathFault } from '../../src/probe/workflows/xpath.ts';
import { folderOf, serverOf } from '../cli/folder.ts';
import { runCli } from '../run-cli.ts';

const soap = `<?xml version="1.0"?>
<s:Envelope xmlns:s="urn:soap"><s:Body><o:order xmlns:o="urn:order" n="3"><o:id>7</o:id><o:id>8</o:id></o:order></s:Body></s:Envelope>`;

describe('XPath', () => {
  it.each([
    ['//o:id', true],
    ['//o:id = 8', true],
    ['/s:Envelope/s:Body/o:order/@n + 1 = 4', true],
    ['count(//o:id) > 2', false],
    ['every $id in //o:id satisfies $id > 6', true],
    ['matches(//o:id[1], "^[a-z]+$")', false],
    ['//o:none', false],
  ])('%s is asked of a text', (expression, value) => {
    expect(askXPath(expression, soap)).toEqual({ kind: 'value', value });
  });

  it('takes a name without a prefix as one of the default namespace', () => {
    expect(askXPath('/order/id = 7', '<order xmlns="urn:order"><id>7</id></order>')).toEqual({
      kind: 'value',
      value: true,
    });
  });

  it.each([
    ['//x:id', soap, 'none: it declares no prefix x'],
    ['//id', '{"id":7}', 'none: it is not XML (line 1, column 8: text data outside of root node)'],
    ['//id', '', 'none: it is not XML (line 1, column 0: document must contain a root element)'],
    [
      '1 to 3',
      soap,
      'unjudged: 1 to 3 cannot be asked of it: Cannot determine the effective boolean value of a sequence with a length higher than one',
    ],
    ['//a', '<a>'.repeat(300), 'unjudged: it is not read as XML: it nests more than 200 levels deep'],
    [
      '//a',
      '<!DOCTYPE a [<!ENTITY b "x">]><a>&#98;</a>',
      'unjudged: it is not read as XML: it has a document type',
    ],
    [
      'count((1 to 1000000000)[. mod 7 = 1]) > 1',
      soap,
      'unjudged: count((1 to 1000000000)[. mod 7 = 1]) > 1 takes longer than 1000 ms',
    ],
    [
      'let $f := function($x, $f) { 1 + $f($x, $f) } return $f(1, $f) = 1',
      soap,
      'unjudged: let $f := function($x, $f) { 1 + $f($x, $f) } return $f(1, $f) = 1 cannot be asked of it: it nests too deep',
    ],
  ])('%s is not what can be asked, which is said', (expression, text, said) => {
    const answer = askXPath(expression, text);
    expect('reason' in answer && `${answer.kind}: ${answer.reason}`).toBe(said);
  });

  it.each([
    ['//a[', 'xpath-30', 'the XPath //a[ is not understood: Failed to parse script. Expected end of input'],
    ['foo(1)', 'xpath-20', 'the XPath foo(1) is not understood: Function foo with arity of 1 not registered'],
    ['$x', 'xpath-30', 'the XPath $x is not understood: The variable x is not in scope'],
    [
      '//a',
      'xpath-40',
      'there is no version xpath-40 of XPath here; there are xpath-10, xpath-20, xpath-30, xpath-31',
    ],
    [
      '//a < //b',
      'xpath-10',
      'what XPath 1.0 orders is not judged but beside a number: write number(…), or version xpath-30',
    ],
    [
      '//a = true()',
      'xpath-10',
      'what XPath 1.0 compares with true() or false() is not judged: compare with a text, or write version xpath-30',
    ],
    ['"a<b" = //a', 'xpath-10', undefined],
    ['//a > 3 and 1 <= count(//b)', 'xpath-10', undefined],
    ['//p:a < //p:b', 'xpath-30', undefined],
  ])('%s in %s is told of before it is asked', (expression, version, fault) => {
    expect(xpathFault(expression, version)).toBe(fault);
  });

  it('says where a value goes in a text', () => {
    const at = (path: string) => replaceAtXPath(soap, path, '9 & <"');
    expect(at('//o:id[2]')).toEqual({ text: soap.replace('8', '9 &amp; &lt;"') });
    expect(at('//o:order/@n')).toEqual({ text: soap.replace('"3"', '"9 &amp; &lt;&quot;"') });
    expect(at('//o:none')).toEqual({ reason: 'the payload has no element or attribute at //o:none' });
    expect(at('//o:id[')).toEqual({
      reason: 'the XPath //o:id[ is not understood: Failed to parse script. Expected end of input',
    });
    expect(replaceAtXPath('<a', '/a', '')).toEqual({
      reason: expect.stringContaining('the payload is not XML') as string,
    });
  });
});

const contract = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    post:
      operationId: order
      requestBody: { content: { application/xml: { schema: { type: object, xml: { name: order } } } } }
      responses: { '201': { description: Made., content: { application/xml: { schema: { type: object, xml: { name: order } } } } } }
`;
const flow = `arazzo: 1.0.1
info: { title: Flows, version: 1.0.0 }
sourceDescriptions: [{ name: shop, url: shop.yaml, type: openapi }]
workflows:
  - workflowId: buy
    inputs: { type: object, properties: { what: { type: string } } }
    steps:
      - stepId: order
        operationId: order
        requestBody:
          contentType: application/xml
          payload: <order><what/><n unit="kg">1</n></order>
          replacements:
            - { target: /order/what, value: $inputs.what }
            - { target: //n/@unit, value: t }
        successCriteria:
          - { context: $response.body, condition: /order/id = 7, type: xpath }
          - { context: $response.body, condition: 'count(/order/id) < 2', type: { type: xpath, version: xpath-10 } }
`;

/** Takes what is answered and a description of workflows; gives what was asked and what is told. */
async function buy(answer: string, described = flow): Promise<{ asked: string[]; told: string[] }> {
  const asked: string[] = [];
  const { url } = await serverOf((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(body);
      response.writeHead(201, { 'content-type': 'application/xml' }).end(answer);
    });
  });
  const folder = await folderOf({ 'shop.yaml': contract, 'flow.yaml': described });
  const { out, err } = await runCli(
    ['probe', 'flow.yaml', '--target', url, '--var', 'what=salt & oil', '-f', 'json'],
    folder,
  );
  if (out === '') throw new Error(err);
  const { findings } = JSON.parse(out) as RunReport;
  return {
    asked,
    told: findings.map(({ code, location, message }) => `${location.range.start.line} ${code}: ${message}`),
  };
}

describe('workflows over XML', () => {
  it('put values where XPath says, and ask what comes back', async () => {
    const { asked, told } = await buy('<order><id>7</id></order>');
    expect(told).toEqual([]);
    expect(asked).toEqual(['<order><what>salt &amp; oil</what><n unit="t">1</n></order>']);
  });

  it('are told of what does not hold, with what was there', async () => {
    const { told } = await buy('<order><id>8</id><id>9</id></order>');
    expect(told).toEqual([
      '17 criterion-unmet: /order/id = 7 does not hold in $response.body: it is "<order><id>8</id><id>9</id></order>"',
      '18 criterion-unmet: count(/order/id) < 2 does not hold in $response.body: it is "<order><id>8</id><id>9</id></order>"',
    ]);
  });

  it('are told of what does not hold where another criterion cannot be asked', async () => {
    const { told } = await buy('<order/>', flow.replace('count(/order/id) < 2', 'nope(/order)'));
    expect(told).toEqual([
      '17 criterion-unmet: /order/id = 7 does not hold in $response.body: it is "<order/>"',
      '18 exchange-unjudged: not judged: the XPath nope(/order) is not understood: Function nope with arity of 1 not registered',
    ]);
  });

  it('are told of what cannot be asked', async () => {
    const { told } = await buy('<order><id>7</id></order>', flow.replace('/order/id = 7', 'nope(/order)'));
    expect(told).toEqual([
      '17 exchange-unjudged: not judged: the XPath nope(/order) is not understood: Function nope with arity of 1 not registered',
    ]);
  });

  it('are told of a place that there is not', async () => {
    const { told } = await buy('<order><id>7</id></order>', flow.replace('/order/what,', '/order/which,'));
    expect(told).toEqual(['14 recording-invalid: the payload has no element or attribute at /order/which']);
  });
});
