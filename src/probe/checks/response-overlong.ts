import { defineProbeCheck } from '../check.ts';
import { headerValues } from '../exchange.ts';
import { isBodiless } from '../judge/status.ts';

export default defineProbeCheck({
  code: 'response-overlong',
  severity: 'error',
  summary: 'Send nothing behind the end of a response.',
  why: 'Clients lose it, give the connection up, or take it for the start of the next response.',
  fix: 'Let the server count the bytes of the body, and send none where the status allows none.',
  section: 'RFC 9112, sections 6.3 and 9.3',
  messages: {
    surplus: 'more bytes came behind the end of the response, whose Content-Length is {length}',
    bodiless: 'bytes came behind a response with status {status}, which has no body',
    head: 'bytes came behind a response to HEAD, which has no body',
    other: 'more bytes came behind the end of the response',
  },
  signs: ['overlong'],
  judge({ context, exchange, operationName }, report) {
    const { request, response } = exchange;
    if (response?.overlong !== true) return;
    const { status } = response;
    const at = response.statusNode;
    const [length] = headerValues(response.headers, 'content-length');
    if (request.method === 'HEAD') report({ message: 'head', at, ...operationName });
    else if (isBodiless(request.method, status))
      report({ message: 'bodiless', params: { status }, at, ...operationName });
    else if (length === undefined) report({ message: 'other', at, ...operationName });
    else
      report({ message: 'surplus', params: { length: context.redactor.text(length) }, at, ...operationName });
  },
});
