import { day, items, uuid } from '../formats.ts';
import type { Route } from '../http.ts';
import { json, text } from '../reply.ts';
import { choice, dateTime } from '../typed-body.ts';
import { FORMATS, type Catalogue } from './catalogue.ts';
import type { Gate } from './gate.ts';
import { onixMessage } from './onix.ts';
import { accepted, existing, idOf, invalid, paged, parameter } from './query.ts';
import type { World } from '../records.ts';
import { CHANNELS, type Sales } from './sales.ts';
import type { Webhooks } from './webhooks.ts';

/** /sales. */
export function salesRoutes(base: string, gate: Gate, sales: Sales, webhooks: Webhooks): readonly Route[] {
  const path = `${base}/sales`;
  return [
    {
      method: 'GET',
      path,
      operation: 'listSales',
      handle: gate.guarded('read', (request) => {
        const title = parameter(request, 'title_id', uuid)?.toLowerCase();
        const start = parameter(request, 'start_date', day);
        const end = parameter(request, 'end_date', day);
        const channel = parameter(request, 'channel', choice(...CHANNELS));
        const format = parameter(request, 'format', choice(...FORMATS));
        if (start !== undefined && end !== undefined && end < start) {
          throw invalid([{ field: '/end_date', message: 'must not be before start_date' }]);
        }
        const fitting = sales.all.filter(
          (sale) =>
            (title === undefined || sale.title_id === title) &&
            (start === undefined || sale.sale_date >= start) &&
            (end === undefined || sale.sale_date <= end) &&
            (channel === undefined || sale.channel === channel) &&
            (format === undefined || sale.format === format),
        );
        return paged(request, 'sales', fitting);
      }),
    },
    {
      method: 'POST',
      path,
      operation: 'createSales',
      handle: gate.guarded('write', (request) => {
        const body = request.json();
        const recorded = accepted(sales.create(body));
        for (const { id: sale_id, title_id, quantity, total_amount } of recorded) {
          const amount = total_amount.toFixed(2);
          webhooks.emit('sale.created', { sale_id, title_id, quantity, amount });
        }
        const data = Array.isArray(body) ? recorded : recorded[0];
        return json(201, { data, created_count: recorded.length });
      }),
    },
    {
      method: 'GET',
      path: `${path}/{id}`,
      operation: 'getSale',
      handle: gate.guarded('read', (request) =>
        json(200, { data: existing(sales.all.find(({ id }) => id === idOf(request))) }),
      ),
    },
  ];
}

const IDS = items(uuid, 1, 100);

/** GET /onix/export. */
export function onixRoute(
  base: string,
  gate: Gate,
  { titles }: Catalogue,
  webhooks: Webhooks,
  { clock, random }: World,
): Route {
  return {
    method: 'GET',
    path: `${base}/onix/export`,
    operation: 'exportOnix',
    handle: gate.guarded('read', (request) => {
      const version = parameter(request, 'version', choice('3.1', '3.0')) ?? '3.1';
      const since = parameter(request, 'since', dateTime);
      const ids = parameter(request, 'title_ids', {
        optional: true,
        read: (value, field, issues) => IDS.read(String(value).split(','), field, issues),
      });
      const wanted = ids?.map((wantedId) => existing(titles.find(({ id }) => id === wantedId.toLowerCase())));
      const exported = (wanted ?? titles).filter(
        ({ updated_at }) => since === undefined || Date.parse(updated_at) > Date.parse(since),
      );
      const file_name = `onix-export-${clock.iso().slice(0, 10)}.xml`;
      webhooks.emit('onix.exported', {
        export_id: random.uuid(),
        channel: 'api',
        format: version,
        title_count: exported.length,
        file_name,
      });
      return text(200, 'application/xml', onixMessage(exported, version, new Date(clock.now())), {
        'content-disposition': `attachment; filename="${file_name}"`,
      });
    }),
  };
}
