import { raise } from '../../document/limits.ts';
import { createCollector } from '../../findings/collect.ts';
import deliveryMissing from '../checks/delivery-missing.ts';
import type { RecordedExchange, Recording } from '../recordings/recording.ts';
import type { Run } from '../run-exchange.ts';
import type { Ran } from '../run-outcome.ts';
import { createFiller } from '../variables.ts';
import { judgeDelivery, type DeliveryContext } from './judge-delivery.ts';
import type { Redactor } from '../redact.ts';
import type { Delivery, Listener, Mishaps } from './listener.ts';
import { isFoundInExchange } from './signing.ts';

/** The deliveries of one recording that is run live. */
export interface FlowDeliveries {
  /** Waits for what is to come after an exchange; gives what came, judged, and what did not. */
  after(recorded: RecordedExchange): Promise<readonly Ran[]>;
  /** What came without being waited for. */
  rest(): readonly Ran[];
}

/**
 * Takes a run, what listens, a recording and its variables; gives its deliveries, and sets the variable that has their
 * address. What did not come is told through `notes`.
 */
export function createFlowDeliveries(
  run: Run,
  listener: Listener,
  { document, listen }: Recording,
  variables: Map<string, unknown>,
  notes: ReturnType<typeof createCollector>,
): FlowDeliveries {
  const flow = Buffer.from(document.uri).toString('base64url').slice(-80);
  const seen = new Set<string>();
  const signing = run.options.live?.listen?.signature;
  // A secret that is agreed on is captured by those who ask for deliveries.
  const ofTarget = signing &&
    !isFoundInExchange(signing.secret) && {
      scheme: signing.scheme,
      secrets: [signing.secret, ...(signing.further ?? [])],
    };
  for (const secret of (ofTarget || undefined)?.secrets ?? []) run.context.redactor.add(secret);
  let number = 0;
  if (listen) variables.set(listen.variable, listener.address(flow));

  const judge = (deliveries: readonly Delivery[], what: string, operation: string | undefined): Ran[] =>
    deliveries.map((delivery) => {
      number += 1;
      const written = listen?.signature;
      const secret = written && createFiller(variables).text(written.secret.value, written.secret);
      if (secret !== undefined) run.context.redactor.add(secret);
      const known: DeliveryContext = {
        name: `${what}, delivery ${number}`,
        operation,
        signature:
          written && secret !== undefined
            ? { scheme: written.scheme, secrets: [secret] }
            : ofTarget || undefined,
        seen,
      };
      return judgeDelivery(run, delivery, known);
    });

  return {
    async after({ name, deliveries = [] }) {
      const ran: Ran[] = [];
      for (const { operation, count, within, node } of deliveries) {
        const came = await listener.wait(flow, count, within);
        ran.push(...judge(came, name, operation));
        // Of a run that is interrupted nobody knows whether they would have come.
        if (came.length >= count || run.options.signal?.aborted) continue;
        const params = {
          came: String(came.length),
          wanted: String(count),
          operation: operation ?? 'a webhook or callback',
          within: String(within),
        };
        const instead = insteadWords(listener.mishaps(flow), listener.maxBytes, run.context.redactor);
        notes.reporter(deliveryMissing)({ message: 'missing', params: { ...params, instead }, at: node });
      }
      return ran;
    },
    rest: () => judge(listener.take(flow), 'without being waited for', undefined),
  };
}

/** What came in place of a delivery, or came of it. */
function insteadWords(
  { refused, unfinished, elsewhere, garbled }: Mishaps,
  most: number,
  redactor: Redactor,
): string {
  const words: string[] = [];
  if (unfinished > 0)
    words.push(unfinished === 1 ? '1 began and did not end' : `${unfinished} began and did not end`);
  if (elsewhere.length > 0) {
    const paths = elsewhere.slice(0, 3).map((path) => redactor.target(path));
    words.push(`something came to ${paths.join(' and ')}, which nobody was told to send to`);
  }
  if (garbled > 0) words.push('something came that is not HTTP, or was cut off');
  if (refused > 0)
    words.push(
      `${refused} with more than ${most} bytes ${refused === 1 ? 'was' : 'were'} refused${raise('deliveryBytes')}`,
    );
  return words.map((one) => `, and ${one}`).join('');
}
