import type { Route } from '../http.ts';
import { empty, json } from '../reply.ts';
import { choice } from '../typed-body.ts';
import type { Gate } from './gate.ts';
import { accepted, created, existing, idOf, paged, parameter } from './query.ts';
import { DELIVERY_STATUSES, type Webhooks } from './webhooks.ts';

/** /webhooks. */
export function webhookRoutes(base: string, gate: Gate, webhooks: Webhooks): readonly Route[] {
  const path = `${base}/webhooks`;
  return [
    {
      method: 'GET',
      path,
      operation: 'listWebhooks',
      handle: gate.guarded('read', () => json(200, { data: webhooks.all() })),
    },
    {
      method: 'POST',
      path,
      operation: 'createWebhook',
      handle: gate.guarded('admin', (request) => {
        const { webhook, secret } = accepted(webhooks.create(request.json()));
        return created('webhooks', webhook.id, { ...webhook, secret });
      }),
    },
    {
      method: 'GET',
      path: `${path}/{id}`,
      operation: 'getWebhook',
      handle: gate.guarded('read', (request) => json(200, { data: existing(webhooks.find(idOf(request))) })),
    },
    {
      method: 'PUT',
      path: `${path}/{id}`,
      operation: 'updateWebhook',
      handle: gate.guarded('admin', (request) => {
        const { id } = existing(webhooks.find(idOf(request)));
        return json(200, { data: accepted(existing(webhooks.update(id, request.json()))) });
      }),
    },
    {
      method: 'DELETE',
      path: `${path}/{id}`,
      operation: 'deleteWebhook',
      handle: gate.guarded('admin', (request) => {
        existing(webhooks.remove(idOf(request)) || undefined);
        return empty(204);
      }),
    },
    {
      method: 'POST',
      path: `${path}/{id}/test`,
      operation: 'testWebhook',
      handle: gate.guarded('admin', async (request) => {
        const { status, error, milliseconds } = existing(await webhooks.test(idOf(request)));
        return json(200, {
          success: error === null,
          status_code: status,
          response_time_ms: milliseconds,
          error,
        });
      }),
    },
    {
      method: 'GET',
      path: `${path}/{id}/deliveries`,
      operation: 'listWebhookDeliveries',
      handle: gate.guarded('read', (request) => {
        const all = existing(webhooks.deliveries(idOf(request)));
        const wanted = parameter(request, 'status', choice(...DELIVERY_STATUSES));
        const fitting = all.filter(({ status }) => wanted === undefined || status === wanted);
        return paged(request, 'deliveries', fitting);
      }),
    },
    {
      method: 'POST',
      path: `${path}/{id}/secret`,
      operation: 'rotateWebhookSecret',
      handle: gate.guarded('admin', (request) =>
        json(200, { secret: existing(webhooks.rotate(idOf(request))) }),
      ),
    },
    {
      method: 'GET',
      path: `${path}/deliveries/{deliveryId}`,
      operation: 'getWebhookDelivery',
      handle: gate.guarded('read', (request) =>
        json(200, { data: existing(webhooks.delivery(idOf(request, 'deliveryId'))) }),
      ),
    },
  ];
}
