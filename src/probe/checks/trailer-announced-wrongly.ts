import { defineProbeCheck } from '../check.ts';
import { headerFields, type Field } from '../exchange.ts';

export default defineProbeCheck({
  code: 'trailer-announced-wrongly',
  severity: 'info',
  summary: 'Let the Trailer header name the trailer fields that come.',
  why: 'A client that waits for a field that was announced does not get it; one that was not announced is overlooked.',
  fix: 'Name in Trailer the fields that follow the body, and no others.',
  section: 'RFC 9110, section 6.6.2',
  messages: {
    unannounced: 'trailer field {name} was not announced by Trailer',
    absent: 'Trailer announces {name}, which did not come',
  },
  judge({ context, exchange: { response }, operationName }, report) {
    // A recording that does not have trailers says nothing of them.
    if (response?.trailers === undefined || response.headers === undefined) return;
    const announcing = headerFields(response.headers, 'trailer');
    if (announcing.length === 0 && response.trailers.length === 0) return;
    const announced = new Map<string, Field>();
    for (const field of announcing)
      for (const name of field.value.split(','))
        if (name.trim() !== '') announced.set(name.trim().toLowerCase(), field);
    const came = new Map(response.trailers.map((field) => [field.name.toLowerCase(), field]));
    for (const [name, { node }] of came)
      if (!announced.has(name))
        report({
          message: 'unannounced',
          params: { name: context.redactor.text(name) },
          at: node,
          ...operationName,
        });
    for (const [name, { node }] of announced)
      if (!came.has(name))
        report({
          message: 'absent',
          params: { name: context.redactor.text(name) },
          at: node,
          ...operationName,
        });
  },
});
