import { defineProbeCheck } from '../check.ts';
import { headerField, headerFields, isEmptyBody } from '../exchange.ts';
import { parseMediaType } from '../../openapi/media-type-name.ts';
import { accepts } from '../media-type.ts';

export default defineProbeCheck({
  code: 'media-type-unaccepted',
  severity: 'warning',
  summary: 'Answer with a media type that the request accepts.',
  why: 'A client that asked for one type and got another has no parser for it; the contract may have both.',
  fix: 'Let the provider choose by the Accept header, or answer with 406.',
  messages: {
    unaccepted: 'the response is {type}, where the request accepts only {accept}',
  },
  judge({ context, exchange, operationName, response: facts }, report) {
    // Nobody reads what comes with a redirect.
    if (!facts || facts.response.status >= 300 || facts.body.kind === 'undocumented') return;
    const { response } = facts;
    const asked = headerFields(exchange.request.headers, 'accept');
    const field = headerField(response.headers, 'content-type');
    const sent = field && parseMediaType(field.value);
    if (!sent || asked.length === 0 || isEmptyBody(response.body)) return;
    const accept = asked.map(({ value }) => value).join(', ');
    if (accepts(accept, sent) || isAskedFor(exchange.request.target, sent.essence)) return;
    report({
      message: 'unaccepted',
      params: { type: sent.essence, accept: context.redactor.text(accept) },
      at: field.node,
      related: asked.map(({ node }) => ({ message: 'asked for here', at: node })),
      ...operationName,
    });
  },
});

/** A query that names the type (`?format=html`) goes before the header, as a person wrote it. */
function isAskedFor(target: string, type: string): boolean {
  const query = target.indexOf('?');
  if (query === -1) return false;
  const names = type.slice(type.indexOf('/') + 1).split('+');
  return [...new URLSearchParams(target.slice(query)).values()].some((value) =>
    [...names, names.toReversed().join('')].includes(value.toLowerCase()),
  );
}
