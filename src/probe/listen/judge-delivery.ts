import { createCollector, type Collector } from '../../findings/collect.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import deliveryExpired from '../checks/delivery-expired.ts';
import deliveryMisdirected from '../checks/delivery-misdirected.ts';
import deliveryRepeated from '../checks/delivery-repeated.ts';
import deliverySignatureInvalid from '../checks/delivery-signature-invalid.ts';
import deliveryUndocumented from '../checks/delivery-undocumented.ts';
import exchangeUnjudged from '../checks/exchange-unjudged.ts';
import type { Exchange } from '../exchange.ts';
import { gatherFacts, matchOf, type Facts } from '../judge/facts.ts';
import { runChecks } from '../judge/report.ts';
import { liveRequest } from '../live/documents.ts';
import { probeChecks } from '../registry.ts';
import type { Run } from '../run-exchange.ts';
import { describe, verdict, type Ran } from '../run-outcome.ts';
import type { Delivery } from './listener.ts';
import { directedOperations, distanceOf, namedOperations, pathBelow } from './meant-operation.ts';
import { verifySignature, type SignatureScheme } from './signature.ts';

/** How deliveries are signed, and the secrets that may have been used; none where nobody knows any. */
export interface DeliverySignature {
  readonly scheme: SignatureScheme;
  readonly secrets: readonly string[];
}

/** What is known of the deliveries of a flow. */
export interface DeliveryContext {
  /** What it is called in a report. */
  readonly name: string;
  /** Which operation it was said to be; undefined for whatever fits. */
  readonly operation: string | undefined;
  readonly signature: DeliverySignature | undefined;
  /** Ids of those that came before. */
  readonly seen: Set<string>;
  /** Whether a finding is about what was told of already, where the provider was given it. */
  readonly isEcho?: (finding: Finding, facts: Facts) => boolean;
}

/** Takes a run, what came in and what is known of it; gives what it was found to be. */
export function judgeDelivery(run: Run, delivery: Delivery, known: DeliveryContext): Ran {
  const { context, options, verdicts, keep, keeper } = run;
  const { name, signature } = known;
  const { request, document } = liveRequest(name, delivery, context.redactor);
  keep(document);
  const exchange: Exchange = { name, node: request.node, mode: 'delivery', request, response: undefined };
  const candidates = deliveryOperations(context.api).filter(
    (one) =>
      one.method.toUpperCase() === delivery.method &&
      (known.operation === undefined || isCalled(one, known.operation)),
  );
  const [path = '/'] = delivery.target.split('?', 1);
  const meant = namedOperations(directedOperations(candidates, path), delivery);
  const tries = meant.map((operation) => {
    const collector = createCollector(options.severityOf, options.naming);
    const facts = gatherFacts(context, exchange, matchOf(operation));
    runChecks(probeChecks, facts, collector);
    return { facts, collector, distance: distanceOf(collector.findings()) };
  });
  // Of several that a contract has, it is meant to be the one that it fits best.
  const best = tries.toSorted((a, b) => a.distance - b.distance)[0];
  const collector = best?.collector ?? createCollector(options.severityOf, options.naming);
  const facts: Facts = best?.facts ?? { ...gatherFacts(context, exchange), operation: undefined };
  if (!best)
    collector.reporter(deliveryUndocumented)({
      message: 'unknown',
      params: { method: delivery.method },
      at: request.node,
    });
  const wanted = best?.facts.operation && pathBelow(best.facts.operation);
  // What a webhook is called may be the path that its provider adds.
  const isCalledSo = path.slice(1) === best?.facts.operation?.path.replace(/^\//, '');
  if (best?.facts.operation && wanted !== undefined && wanted !== path && !isCalledSo)
    collector.reporter(deliveryMisdirected)({
      message: 'elsewhere',
      params: {
        path: context.redactor.target(path),
        operation: best.facts.operation.key,
        wanted: wanted === '/' ? 'that itself' : `${wanted} below it`,
      },
      at: request.node,
      ...best.facts.operationName,
    });
  if (signature) reportSignature(delivery, { ...known, signature }, facts, collector);
  const told = collector.findings().filter((one) => known.isEcho?.(one, facts) !== true);
  const findings = verdicts.take(facts, told);
  const outcome = verdict(findings, exchange);
  const tell: Ran['tell'] = () => ({
    ...describe(facts, context, undefined, { outcome, durationMs: 0, findings }),
    ...(keeper && { messages: keeper.keep(exchange, request, undefined, told) }),
  });
  return { outcome, findings, tell };
}

function reportSignature(
  delivery: Delivery,
  { signature, seen }: DeliveryContext & { readonly signature: DeliverySignature },
  { exchange, operationName }: Facts,
  collector: Collector,
): void {
  const { scheme, secrets } = signature;
  const headers = new Map(delivery.headers);
  const at =
    exchange.request.headers.find(({ name }) => name === scheme.header)?.node ?? exchange.request.node;
  const tries = secrets.map((secret) =>
    verifySignature({ ...delivery, headers, body: delivery.bytes }, scheme, secret, delivery.at),
  );
  const verified = tries.find(({ kind }) => kind === 'valid' || kind === 'expired') ?? tries[0];
  if (!verified)
    collector.reporter(exchangeUnjudged)({
      message: 'unjudged',
      params: { reason: 'its signature, as no answer told the secret' },
      at,
      ...operationName,
    });
  else if (verified.kind === 'expired')
    collector.reporter(deliveryExpired)({
      message: 'expired',
      params: { reason: verified.reason },
      at,
      ...operationName,
    });
  else if (verified.kind !== 'valid')
    collector.reporter(deliverySignatureInvalid)({
      message: 'invalid',
      params: { reason: verified.reason },
      at,
      ...operationName,
    });
  const id = scheme.idHeader === undefined ? undefined : headers.get(scheme.idHeader);
  if (id === undefined || scheme.idHeader === undefined) return;
  if (seen.has(id)) {
    const params = { header: scheme.idHeader, id };
    collector.reporter(deliveryRepeated)({ message: 'repeated', params, at, ...operationName });
  }
  seen.add(id);
}

/** Takes an API; gives what its provider sends of its own accord. */
function deliveryOperations(api: Api): readonly Operation[] {
  return [
    ...api.webhooks,
    ...api.operations.flatMap(({ callbacks }) =>
      [...callbacks.values()].flatMap(({ operations }) => operations),
    ),
  ];
}

function isCalled({ id, path }: Operation, name: string): boolean {
  return id?.value === name || path === name;
}
