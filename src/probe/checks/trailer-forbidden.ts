import { defineProbeCheck } from '../check.ts';

/** What has to be known before the body: framing, routing, credentials, control, and how to read the content. */
const forbidden = new Set(
  `age authorization cache-control connection content-encoding content-length content-range content-type cookie date
  expect expires host keep-alive location max-forwards pragma proxy-authenticate proxy-authorization range retry-after
  set-cookie te trailer transfer-encoding upgrade vary warning www-authenticate`.split(/\s+/),
);

export default defineProbeCheck({
  code: 'trailer-forbidden',
  severity: 'warning',
  summary: 'Send in trailers only what may come after the body.',
  why: 'Clients and proxies drop such a field, or keep it apart from the headers: what it says is not heeded.',
  fix: 'Send the field as a header, before the body.',
  section: 'RFC 9110, section 6.5.1',
  messages: {
    forbidden: '{name} must not be sent as a trailer field',
  },
  signs: ['trailers'],
  judge({ context, exchange: { response }, operationName }, report) {
    for (const { name, node } of response?.trailers ?? []) {
      const plain = name.toLowerCase();
      if (!forbidden.has(plain) && !plain.startsWith('if-')) continue;
      const params = { name: context.redactor.text(name) };
      report({ message: 'forbidden', params, at: node, ...operationName });
    }
  },
});
