import {
  badHeader,
  custom,
  emptyBody,
  enumDrift,
  htmlError,
  malformedJson,
  misbehaviour,
  missingField,
  missingHeader,
  nullField,
  numberAsString,
  serverError,
  undocumentedStatus,
  wrongContentType,
  wrongDateFormat,
  wrongErrorShape,
  wrongType,
  wrongValue,
  type FaultTable,
} from '../faults.ts';
import { json } from '../reply.ts';

/** The portal's mistakes. */
export const faultTable: FaultTable = {
  'missing-field': missingField({ operation: 'getDeployment' }, '/owner'),
  'wrong-type': wrongType({ operation: 'getDeploymentStatus' }, '/replicas/ready'),
  'null-field': nullField({ operation: 'getProviderInfo' }, '/region'),
  'enum-drift': enumDrift({ operation: 'listDeployments' }, '/deployments/0/state', 'suspended'),
  'number-as-string': numberAsString({ operation: 'getDeploymentMetrics' }, '/cpu/usage'),
  'wrong-date-format': wrongDateFormat({ operation: 'listInvoices' }, '/invoices/0/due_date'),
  'undocumented-status': undocumentedStatus({ operation: 'createTicket', status: 201 }, 202),
  'wrong-content-type': wrongContentType({ operation: 'getDeploymentLogs' }),
  'malformed-json': malformedJson({ operation: 'listOrganizations' }),
  'empty-body': emptyBody({ operation: 'getCurrentUsage' }),
  'missing-header': missingHeader({ operation: 'listTickets' }, 'x-ratelimit-limit'),
  'bad-header': badHeader({ operation: 'getHealth' }, 'x-ratelimit-remaining', 'plenty'),
  'html-error': htmlError({ operation: 'getDeployment', status: 404 }),
  'wrong-error-shape': wrongErrorShape({ operation: 'performAction', status: 409 }),
  'server-error': serverError({ operation: 'getProviderPricing' }),
  'auth-not-enforced': misbehaviour('listOrganizations answers requests that nobody has signed.'),
  'ownership-not-enforced': misbehaviour("getDeployment shows other wallets' deployments."),
  'conflict-not-detected': misbehaviour('performAction stops a deployment that is stopped already.'),
  'filter-not-checked': misbehaviour('listTickets takes any status for its filter, and finds nothing.'),
  'amount-as-number': wrongValue({ operation: 'listInvoices' }, '/invoices/0/total', 129.5),
  'fractional-integer': wrongValue({ operation: 'getHealth' }, '/uptime', 12.5),
  'foreign-address': wrongValue(
    { operation: 'getOrganizationMembers' },
    '/0/address',
    'cosmos1k9cfrrcg3q2009txy7kdmrykryqxn20a3tn8tp',
  ),
  'null-cursor': custom(
    { operation: 'listInvoices' },
    'The 200 of listInvoices has null at /next_cursor on the last page.',
    (reply) => {
      const page = reply.body?.kind === 'json' ? reply.body.value : undefined;
      if (typeof page !== 'object' || page === null || 'next_cursor' in page) return reply;
      return json(reply.status, { ...page, next_cursor: null }, reply.headers);
    },
  ),
  'prompt-missing': misbehaviour('The shell prints no prompt.'),
  'wrong-websocket-accept': badHeader(
    { operation: 'connectShell', status: 101 },
    'sec-websocket-accept',
    'accepted',
  ),
};
