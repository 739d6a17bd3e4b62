import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, recordingOf } from './support.ts';

describe('a recording in the own format', () => {
  it('has its mistakes reported at their lines', async () => {
    const { problems, recording } = await recordingOf(
      `apicheck: 2
exchange: []
variables: [1]
exchanges:
  - nmae: a
    request:
      metod: GET
      path: 5
    response:
      status: 9999
      bodyBase64: '?'
  - request: { method: GET, path: /a, body: 1, bodyText: b, headers: { a: { b: 1 } } }
    response: { bodyFile: ../../etc/passwd }
    capture: { a: $response.query.b, c: nonsense, d: '$response.body#x' }
    auth: 5
    cleanup: maybe
  - 5
`,
    );
    expect(problems.map(place)).toMatchInlineSnapshot(`
      [
        "recording.yaml:1 recording-invalid: "apicheck" must be 1, the version of the format",
        "recording.yaml:2 recording-invalid: a recording has no "exchange"; did you mean "exchanges"?",
        "recording.yaml:3 recording-invalid: "variables" must be an object",
        "recording.yaml:5 recording-invalid: an exchange has no "nmae"; did you mean "name"?",
        "recording.yaml:6 recording-invalid: "method" is missing",
        "recording.yaml:7 recording-invalid: a request has no "metod"; did you mean "method"?",
        "recording.yaml:8 recording-invalid: "path" must be a text; put quotes around it",
        "recording.yaml:10 recording-invalid: "status" must be a number from 100 to 599",
        "recording.yaml:11 recording-invalid: "bodyBase64" is not Base64",
        "recording.yaml:12 recording-invalid: "body" and "bodyText" are both there: one of them is the body",
        "recording.yaml:12 recording-invalid: "a" must be a text or a list of texts",
        "recording.yaml:13 recording-invalid: "status" is missing",
        "recording.yaml:13 recording-invalid: "../../etc/passwd" is outside the folder of the recording and the working directory",
        "recording.yaml:14 recording-invalid: "a" cannot be captured: a response has no query",
        "recording.yaml:14 recording-invalid: "c" cannot be captured: nonsense is no runtime expression such as $response.body#/data/id or $response.header.Location",
        "recording.yaml:14 recording-invalid: "d" cannot be captured: x is no JSON Pointer",
        "recording.yaml:15 recording-invalid: "auth" must be false or the name of a configured authentication",
        "recording.yaml:16 recording-invalid: "cleanup" must be true or false",
        "recording.yaml:17 recording-invalid: an exchange must be an object",
      ]
    `);
    expect(recording.exchanges).toEqual([]);
  });

  it('reads bodies from files below it only', async () => {
    const text = (file: string) =>
      `apicheck: 1\nexchanges:\n  - request: { method: GET, path: / }\n    response: { status: 200, bodyFile: ${file} }\n`;
    const files = { 'a/b/c.json': '{}', 'a/d.json': '{}', '../x.json': '{}', '/etc/passwd': 'x' };
    for (const [uri, file, fine] of [
      ['a/b/r.yaml', 'c.json', true],
      ['a/b/r.yaml', '../d.json', true],
      ['a/b/r.yaml', '../../../x.json', false],
      ['a/b/r.yaml', '/etc/passwd', false],
      ['a/b/r.yaml', 'file:///etc/passwd', false],
      ['a/b/r.yaml', 'http://127.0.0.1/', false],
      ['a/b/r.yaml', 'HEAD:a/d.json', false],
    ] as const) {
      const { problems } = await recordingOf(text(file), files, uri);
      expect([file, problems.length === 0]).toEqual([file, fine]);
    }
  });

  it('never throws, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (request, response) => {
        const text = JSON.stringify({ apicheck: 1, exchanges: [{ request, response }, response] });
        const { recording } = await recordingOf(text);
        expect(recording.exchanges.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });
});
