import { createClock } from './clock.ts';
import { activateFaults, describeFaults } from './faults.ts';
import { serve } from './http.ts';
import type { Provider } from './provider.ts';
import { createRandom } from './random.ts';
import { contactRoutes, titleRoutes } from './salina/catalogue-routes.ts';
import { catalogue } from './salina/catalogue.ts';
import { DELIVERY_FAULTS, FAULTS, PAGING_FAULTS } from './salina/faults.ts';
import { gate, refuse } from './salina/gate.ts';
import { onixRoute, salesRoutes } from './salina/sales-routes.ts';
import { sales } from './salina/sales.ts';
import { tokenRoute } from './salina/token-route.ts';
import { KEYS, LIFETIME, tokens } from './salina/tokens.ts';
import { webhookRoutes } from './salina/webhook-routes.ts';
import { webhooks } from './salina/webhooks.ts';

const BASE = '/api/v1';

/** The royalty management of a publisher: OAuth 2.0, cursors, rate limits and signed webhooks. */
export const salina: Provider = {
  name: 'salina',
  faults: describeFaults(FAULTS),
  async environment() {
    const past = tokens(() => Date.now() - 2 * LIFETIME * 1000, createRandom(15));
    return {
      SALINA_ID: KEYS.admin.id,
      SALINA_SECRET: KEYS.admin.secret,
      SALINA_WRITER_ID: KEYS.writer.id,
      SALINA_WRITER_SECRET: KEYS.writer.secret,
      SALINA_READER_ID: KEYS.reader.id,
      SALINA_READER_SECRET: KEYS.reader.secret,
      SALINA_TRIAL_ID: KEYS.trial.id,
      SALINA_TRIAL_SECRET: KEYS.trial.secret,
      SALINA_EXPIRED_TOKEN: await past.issue(KEYS.admin),
    };
  },
  start(options) {
    const faults = activateFaults({ ...FAULTS, ...DELIVERY_FAULTS, ...PAGING_FAULTS }, options?.faults);
    const clock = createClock();
    const world = { clock, random: createRandom(15) };
    const issuer = tokens(() => clock.now(), world.random);
    const entrance = gate(clock, issuer, faults);
    const books = catalogue(world);
    const hooks = webhooks(world, {
      wrongSecret: faults.has('webhook-wrong-secret'),
      staleSecret: faults.has('webhook-stale-secret'),
    });
    const routes = [
      tokenRoute(BASE, entrance, issuer),
      ...titleRoutes(BASE, entrance, books, hooks, faults),
      ...contactRoutes(BASE, entrance, books, faults),
      ...salesRoutes(BASE, entrance, sales(world, books.titles), hooks),
      onixRoute(BASE, entrance, books, hooks, world),
      ...webhookRoutes(BASE, entrance, hooks),
    ];
    return serve({ routes, refuse, faults, clock, finish: entrance.finish }, options);
  },
};
