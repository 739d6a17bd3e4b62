import { choice, flag, optional, record, text } from '../typed-body.ts';
import { given, items, matching, some } from '../formats.ts';
import { identity, read, refused, type Outcome, type World } from '../records.ts';
import { send, type Attempt } from './send.ts';

export const EVENTS = [
  'title.created',
  'title.updated',
  'sale.created',
  'statement.generated',
  'onix.exported',
] as const;
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;

type EventType = (typeof EVENTS)[number];

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly is_active: boolean;
  readonly last_delivery_at: string | null;
  readonly last_delivery_status: 'delivered' | 'failed' | null;
  readonly consecutive_failures: number;
  readonly created_at: string;
}

export interface Delivery {
  readonly id: string;
  readonly event_id: string;
  readonly event_type: EventType | 'webhook.test';
  readonly status: (typeof DELIVERY_STATUSES)[number];
  readonly response_status_code: number | null;
  readonly error_message: string | null;
  readonly attempt_count: number;
  readonly max_attempts: number;
  readonly duration_ms: number | null;
  readonly delivered_at: string | null;
  readonly created_at: string;
}

/** How long after an attempt that failed the next is made, in milliseconds. */
const DELAYS = [30_000, 60_000, 120_000, 240_000, 480_000];
/** Failed deliveries in a row after which a subscription is disabled. */
const PATIENCE = 10;
const MOST = 100;

const NAME = text(1, 100);
const URL_READER = matching(
  /^(?=.{1,2000}$)(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])[!-~]+$/,
  'must be an HTTPS URL',
);
const EVENT_LIST = items(choice(...EVENTS), 1, EVENTS.length, true);
const CREATE = record({ name: NAME, url: URL_READER, events: EVENT_LIST }, true);
const UPDATE = some(
  record(
    {
      name: optional(NAME),
      url: optional(URL_READER),
      events: optional(EVENT_LIST),
      is_active: optional(flag),
    },
    true,
  ),
);

interface Subscription {
  webhook: Webhook;
  secret: string;
  /** Newest first. */
  deliveries: Delivery[];
}

/** Mistakes in signing that a real service makes. */
export interface SigningFaults {
  /** Signs with a key that is not that of the subscription. */
  readonly wrongSecret: boolean;
  /** Goes on with the old secret after a new one was made. */
  readonly staleSecret: boolean;
}

/** The subscriptions of a tenant, and what is delivered to them. */
export interface Webhooks {
  all(): readonly Webhook[];
  find(id: string): Webhook | undefined;
  create(body: unknown): Outcome<{ readonly webhook: Webhook; readonly secret: string }>;
  update(id: string, body: unknown): Outcome<Webhook> | undefined;
  remove(id: string): boolean;
  /** The new secret. */
  rotate(id: string): string | undefined;
  test(id: string): Promise<Attempt | undefined>;
  deliveries(id: string): readonly Delivery[] | undefined;
  delivery(id: string): Delivery | undefined;
  /** Sends an event to all who subscribed to it, now and, where that fails, later. */
  emit(type: EventType, data: Readonly<Record<string, unknown>>): void;
}

/** No subscriptions yet. */
export function webhooks(world: World, faults: SigningFaults): Webhooks {
  const subscriptions = new Map<string, Subscription>();
  const newSecret = (): string => `whsec_${world.random.token(32)}`;

  function open(subscription: Subscription, type: Delivery['event_type'], most: number): Delivery {
    const { id, created_at } = identity(world);
    const delivery: Delivery = {
      id,
      event_id: world.random.uuid(),
      event_type: type,
      status: 'pending',
      response_status_code: null,
      error_message: null,
      attempt_count: 0,
      max_attempts: most,
      duration_ms: null,
      delivered_at: null,
      created_at,
    };
    subscription.deliveries.unshift(delivery);
    return delivery;
  }

  function payload({ event_id: id, event_type: type, created_at }: Delivery, data: object): string {
    return JSON.stringify({ id, type, created_at, data });
  }

  async function attempt(
    subscription: Subscription,
    delivery: Delivery,
    body: string,
  ): Promise<readonly [Delivery, Attempt]> {
    const secret = faults.wrongSecret ? 'whsec_of_another_tenant' : subscription.secret;
    const seconds = Math.floor(world.clock.now() / 1000);
    const result = await send(subscription.webhook.url, delivery.id, body, secret, seconds);
    const attempts = delivery.attempt_count + 1;
    const failed = attempts === delivery.max_attempts ? 'failed' : 'pending';
    const after: Delivery = {
      ...delivery,
      status: result.error === null ? 'delivered' : failed,
      response_status_code: result.status,
      error_message: result.error,
      attempt_count: attempts,
      duration_ms: result.milliseconds,
      delivered_at: result.error === null ? world.clock.iso() : null,
    };
    subscription.deliveries = subscription.deliveries.map((each) => (each.id === after.id ? after : each));
    return [after, result];
  }

  async function deliver(id: string, delivery: Delivery, body: string): Promise<void> {
    const subscription = subscriptions.get(id);
    if (!subscription?.webhook.is_active) return;
    const [after] = await attempt(subscription, delivery, body);
    if (after.status === 'pending') {
      const delay = DELAYS[after.attempt_count - 1] ?? 0;
      world.clock.after(delay, () => void deliver(id, after, body));
      return;
    }
    const failures = after.status === 'delivered' ? 0 : subscription.webhook.consecutive_failures + 1;
    subscription.webhook = {
      ...subscription.webhook,
      last_delivery_at: world.clock.iso(),
      last_delivery_status: after.status,
      consecutive_failures: failures,
      is_active: subscription.webhook.is_active && failures < PATIENCE,
    };
  }

  return {
    all: () => [...subscriptions.values()].map(({ webhook }) => webhook).toReversed(),
    find: (id) => subscriptions.get(id)?.webhook,
    create(body) {
      const outcome = read(body, CREATE);
      if ('issues' in outcome) return outcome;
      if (subscriptions.size >= MOST) return refused('', `There are ${MOST} subscriptions already`);
      const webhook: Webhook = {
        ...identity(world),
        ...outcome.value,
        is_active: true,
        last_delivery_at: null,
        last_delivery_status: null,
        consecutive_failures: 0,
      };
      const secret = newSecret();
      subscriptions.set(webhook.id, { webhook, secret, deliveries: [] });
      return { value: { webhook, secret } };
    },
    update(id, body) {
      const subscription = subscriptions.get(id);
      if (!subscription) return undefined;
      const outcome = read(body, UPDATE);
      if ('issues' in outcome) return outcome;
      const changes = given(outcome.value);
      const enabled = changes.is_active ? { consecutive_failures: 0 } : {};
      subscription.webhook = { ...subscription.webhook, ...changes, ...enabled };
      return { value: subscription.webhook };
    },
    remove: (id) => subscriptions.delete(id),
    rotate(id) {
      const subscription = subscriptions.get(id);
      if (!subscription) return undefined;
      const secret = newSecret();
      if (!faults.staleSecret) subscription.secret = secret;
      return secret;
    },
    async test(id) {
      const subscription = subscriptions.get(id);
      if (!subscription) return undefined;
      const delivery = open(subscription, 'webhook.test', 1);
      const data = { webhook_id: id, message: 'A test of this subscription' };
      const [, result] = await attempt(subscription, delivery, payload(delivery, data));
      return result;
    },
    deliveries: (id) => subscriptions.get(id)?.deliveries,
    delivery: (id) =>
      [...subscriptions.values()]
        .flatMap(({ deliveries }) => deliveries)
        .find((delivery) => delivery.id === id),
    emit(type, data) {
      for (const [id, subscription] of subscriptions) {
        if (!subscription.webhook.is_active || !subscription.webhook.events.includes(type)) continue;
        const delivery = open(subscription, type, DELAYS.length + 1);
        void deliver(id, delivery, payload(delivery, data));
      }
    },
  };
}
