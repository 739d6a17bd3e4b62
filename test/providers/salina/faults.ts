import {
  badHeader,
  custom,
  emptyBody,
  enumDrift,
  extraField,
  htmlError,
  misbehaviour,
  missingField,
  missingHeader,
  nullField,
  numberAsString,
  undocumentedStatus,
  wrongContentType,
  wrongDateFormat,
  wrongErrorShape,
  wrongType,
  type FaultTable,
} from '../faults.ts';
import { json } from '../reply.ts';

/** The mistakes that salina can be told to make. */
export const FAULTS = {
  'token-lifetime-as-text': numberAsString({ operation: 'exchangeToken' }, '/expires_in'),
  'title-price-as-text': numberAsString({ operation: 'listTitles' }, '/data/0/list_price'),
  'title-created-as-200': custom(
    { operation: 'createTitle', status: 201 },
    'The 201 of createTitle is sent as a 200.',
    (reply) => ({ ...reply, status: 200 }),
  ),
  'title-authors-null': nullField({ operation: 'getTitle' }, '/data/authors'),
  'title-day-first': wrongDateFormat({ operation: 'updateTitle' }, '/data/updated_at'),
  'rate-headers-missing': missingHeader({ operation: 'listContacts' }, 'x-ratelimit-remaining'),
  'contact-location-missing': missingHeader({ operation: 'createContact', status: 201 }, 'location'),
  'contact-leaks-tax-id': extraField({ operation: 'getContact' }, '/data', 'tax_id', '12-3456789'),
  'contact-role-drift': enumDrift({ operation: 'updateContact' }, '/data/roles/0/role', 'translator'),
  'sales-cursor-missing': missingField({ operation: 'listSales' }, '/pagination/cursor'),
  'sales-error-shape': wrongErrorShape({ operation: 'createSales', status: 400 }),
  'sale-not-found-page': htmlError({ operation: 'getSale', status: 404 }),
  'onix-as-text': wrongContentType({ operation: 'exportOnix' }, 'text/plain'),
  'webhooks-null': nullField({ operation: 'listWebhooks' }, '/data'),
  'webhook-secret-missing': missingField({ operation: 'createWebhook', status: 201 }, '/data/secret'),
  'webhook-leaks-secret': extraField(
    { operation: 'getWebhook' },
    '/data',
    'secret',
    'whsec_c2hvd24gdG8gZXZlcnlib2R5IHdobyByZWFkcw',
  ),
  'webhook-flag-as-text': wrongType({ operation: 'updateWebhook' }, '/data/is_active'),
  'webhook-deleted-with-body': custom(
    { operation: 'deleteWebhook', status: 204 },
    'The 204 of deleteWebhook is a 200 with a body instead.',
    (reply) => json(200, { deleted: true }, reply.headers),
  ),
  'webhook-test-bad-gateway': undocumentedStatus({ operation: 'testWebhook' }, 502),
  'deliveries-old-shape': custom(
    { operation: 'listWebhookDeliveries' },
    'The 200 of listWebhookDeliveries has its list in "deliveries", as the first draft said.',
    (reply) => {
      const body = reply.body?.kind === 'json' ? reply.body.value : undefined;
      const data = typeof body === 'object' && body !== null ? Reflect.get(body, 'data') : undefined;
      return json(reply.status, { deliveries: data }, reply.headers);
    },
  ),
  'secret-empty-body': emptyBody({ operation: 'rotateWebhookSecret' }),
  'delivery-status-drift': enumDrift({ operation: 'getWebhookDelivery' }, '/data/status', 'success'),
  'rate-reset-as-date': badHeader(
    { operation: 'getWebhookDelivery', status: 404 },
    'x-ratelimit-reset',
    'Wed, 15 Jan 2025 10:31:00 GMT',
  ),
  'contact-email-unchecked': misbehaviour(
    'createContact takes any text for an email address, and gives it back.',
  ),
  'expired-tokens-accepted': misbehaviour('Access tokens are accepted after they have expired.'),
  'scopes-ignored': misbehaviour('Every operation is open to every token, whatever its scope.'),
  'missing-token-as-403': misbehaviour('A missing or wrong access token is answered with 403.'),
  'limit-unchecked': misbehaviour('A page limit that is no number fails in the database, with a 500.'),
  'retry-after-missing': misbehaviour('A 429 comes without its retry-after header.'),
} as const satisfies FaultTable;

/** Mistakes in what it sends by itself: no answer shows them, only a receiver of its webhooks can. */
export const DELIVERY_FAULTS = {
  'webhook-wrong-secret': misbehaviour('Webhooks are signed with the secret of another tenant.'),
  'webhook-stale-secret': misbehaviour(
    'After a new secret was made, webhooks are still signed with the old one.',
  ),
} as const satisfies FaultTable;

/** Mistakes that no single answer shows, only what is asked for next. */
export const PAGING_FAULTS = {
  'cursor-ignored': misbehaviour('Every page of the titles is the first one.'),
} as const satisfies FaultTable;
