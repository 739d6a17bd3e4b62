import { defineProbeCheck } from '../check.ts';
import { judgeHandshake } from '../judge/handshake.ts';
import { mismatchReport } from '../judge/report-mismatch.ts';

export default defineProbeCheck({
  code: 'handshake-invalid',
  severity: 'error',
  summary: 'Open a WebSocket with the path, query, headers and credentials that its channel has.',
  why: 'Whoever goes by the AsyncAPI document opens it otherwise, and is refused or served something else.',
  fix: 'Send what the binding of the channel and `security` of its server say, or correct them in the AsyncAPI document.',
  section: 'AsyncAPI WebSockets bindings 0.1.0, Channel Binding Object',
  messages: {
    method: 'the WebSocket is opened with {method}, and its channel binds {bound}',
    missing: 'the handshake has no {place} {name}, which its channel binds',
    malformed: '{place} {name} of the handshake cannot be read: {reason}',
    credentials: 'the handshake has no credentials for {schemes}, which its {by} asks for',
    unreadable: 'the credentials of the handshake for {schemes} are not what its {by} asks for: {reason}',
    invalid: '{place} {name}{where} of the handshake {problem}{actual}',
  },
  signs: ['request-counts'],
  judge(facts, report) {
    const { context, exchange, operationName, requestCounts } = facts;
    if (!requestCounts) return;
    for (const fault of judgeHandshake(facts)) {
      if (fault.kind === 'method') {
        report({
          message: 'method',
          params: { method: exchange.request.method, bound: fault.method },
          at: fault.at,
          related: [{ message: 'the binding', at: fault.bound }],
          ...operationName,
        });
        continue;
      }
      if (fault.kind === 'credentials') {
        const { needed, reason, at } = fault;
        const params = { schemes: needed.schemes.map(({ name }) => name).join(' or '), by: needed.by };
        const where = { at, related: [{ message: 'required here', at: needed.node }], ...operationName };
        if (reason === undefined) report({ message: 'credentials', params, ...where });
        else report({ message: 'unreadable', params: { ...params, reason }, ...where });
        continue;
      }
      const { name, in: at } = fault.parameter;
      const place = at === 'header' ? 'header' : `${at} parameter`;
      const related = { related: [{ message: 'bound here', at: fault.parameter.node }] };
      if (fault.kind === 'missing')
        report({ message: 'missing', params: { place, name }, at: fault.at, ...related, ...operationName });
      else if (fault.kind === 'malformed')
        report({
          message: 'malformed',
          params: { place, name, reason: context.redactor.text(fault.reason) },
          at: fault.at,
          ...related,
          ...operationName,
        });
      else {
        const secret = at === 'header' && context.redactor.isSecretHeader(name);
        for (const mismatch of fault.outcome.mismatches) {
          const told = mismatchReport(facts, mismatch, secret);
          report({ message: 'invalid', ...told, params: { ...told.params, place, name } });
        }
      }
    }
  },
});
