import { defineProbeCheck } from '../check.ts';
import { headerField, headerValues, isEmptyBody } from '../exchange.ts';

export default defineProbeCheck({
  code: 'content-length-wrong',
  severity: 'info',
  summary: 'Let Content-Length be the length of the body.',
  why: 'A client that believes it cuts the body short, or waits for bytes that never come.',
  fix: 'Let the server count the bytes that it sends. A recorder that changes bodies should leave the header out.',
  messages: {
    wrong: 'Content-Length says {length} bytes, the body has {actual}',
    bodiless: 'Content-Length says {length} bytes, and a response with status {status} has none',
    invalid: 'Content-Length is no number of bytes: {length}',
  },
  judge({ context, exchange, operationName, response: facts }, report) {
    const field = headerField(facts?.response.headers, 'content-length');
    if (!facts || !field || facts.response.expectation) return;
    const { body, headers, status } = facts.response;
    const length = field.value.trim();
    if (body && !body.data && !body.decoded && length === String(body.bytes.length)) return;
    const at = field.node;
    if (!/^\d+$/.test(length)) {
      report({ message: 'invalid', params: { length: context.redactor.text(length) }, at, ...operationName });
      return;
    }
    // RFC 9110 section 8.6: it may not even be there, but many servers write a 0.
    if (status === 204 || status === 205) {
      // That there were some is told by itself.
      if (/[1-9]/.test(length) && isEmptyBody(body) && facts.response.overlong !== true)
        report({ message: 'bodiless', params: { length, status }, at, ...operationName });
      return;
    }
    // Of data the bytes are not known, and those of a coding or another character set are seldom what was recorded.
    if (
      body === undefined ||
      body.data ||
      body.decoded ||
      exchange.request.method === 'HEAD' ||
      status === 304
    )
      return;
    if (['content-encoding', 'transfer-encoding'].some((name) => headerValues(headers, name).length > 0))
      return;
    const charset =
      /charset="?([\w-]+)/i.exec(headerValues(headers, 'content-type')[0] ?? '')?.[1] ?? 'utf-8';
    const actual = body.bytes.length;
    const mark = Number(length) === actual + 3;
    if (!/^utf-?8$/i.test(charset) || mark || Number(length) === actual) return;
    report({ message: 'wrong', params: { length, actual }, at, ...operationName });
  },
});
