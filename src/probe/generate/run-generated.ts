import type { LeftBehind, UntriedOperations } from '../../findings/run-report.ts';
import type { Facts } from '../judge/facts.ts';
import type { Session } from '../live/session.ts';
import type { Recording } from '../recordings/recording.ts';
import type { Run } from '../run-exchange.ts';
import type { Ran } from '../run-outcome.ts';
import { skipReasons } from '../skip-reasons.ts';
import type { Listener } from '../listen/listener.ts';
import { createCallbackAddresses } from './callback-address.ts';
import { createSender } from './create-sender.ts';
import type { Operation } from '../../openapi/model.ts';
import { draftsOf, isUsual, type Draft } from './drafts.ts';
import { tryConditions } from './conditions.ts';
import { createDeliverySecrets, type DeliverySecrets } from './delivery-secrets.ts';
import { createEchoes } from './echoes.ts';
import { tryHeads } from './heads.ts';
import { tryIdempotencyKeys } from './idempotency.ts';
import { createLeftBehinds } from './left-behind.ts';
import { createPutBack } from './put-back.ts';
import { createKnownIds } from './known-ids.ts';
import { tryPages } from './pages.ts';
import { pathParameters } from './path-templates.ts';
import { namesGiven } from './references.ts';
import { putNew } from './put-new.ts';
import { guessSecrets } from './guess.ts';
import type { GenerateOptions } from './options.ts';
import { orderOperations } from './order.ts';
import { tryOwnership } from './ownership.ts';
import { removeCreated } from './remove.ts';
import { repeatCreations } from './repeat.ts';
import { createChance } from './seeded.ts';
import type { Answered } from './sender.ts';
import { createTrials } from './trials.ts';
import { tryExamples } from './try-examples.ts';
import { budgetSpent, untriedOf } from './untried.ts';

/** What a run of made-up requests tells beside what it found. */
export interface Generated {
  readonly untried: readonly UntriedOperations[];
  readonly left: readonly LeftBehind[];
}

/**
 * Takes a run on a live target; makes requests up from the contract, sends them, judges the answers, and removes
 * what they have made. What was observed before is learned from, and how recordings say that deliveries are signed. Hands on what each came to; gives the operations that
 * nothing was sent to, and what is not as it was.
 */
export async function runGenerated(
  run: Run & { readonly session: Session; readonly listener?: Listener | undefined },
  { seed, maxRequests = 1_000, maxMs = Infinity, unsafe, resources = new Map() }: GenerateOptions,
  take: (ran: Ran) => void,
  observed: readonly Facts[] = [],
  recordings: readonly Recording[] = [],
): Promise<Generated> {
  const { context, options, session } = run;
  const { api, schemas } = context;
  const chance = createChance(seed);
  const ids = createKnownIds(api, resources);
  for (const { operation, match, exchange } of observed) {
    if (!operation || match.kind !== 'matched') continue;
    const values = pathParameters(operation).map(({ name }) => match.pathValues.get(name));
    ids.learn(operation, values, exchange, false);
  }
  const echoes = createEchoes();
  const secrets = (): DeliverySecrets =>
    createDeliverySecrets(
      context,
      options.live?.listen?.signature,
      recordings,
      options.variables,
      options.now,
    );
  const callbacks = run.listener && createCallbackAddresses(run, run.listener, echoes, secrets());
  const putBack = createPutBack(context, ids);
  const sender = createSender(run, ids, echoes, putBack, callbacks);
  const record = (answered: Answered): void => {
    if (!answered.chosen) return;
    const ran = answered.ran();
    take(ran);
    options.onExchange?.(ran, true);
  };
  const startedAt = options.now();
  const whyEnded = (): string | undefined =>
    sender.gone()
      ? skipReasons.gone
      : options.signal?.aborted === true
        ? skipReasons.interrupted
        : sender.requests() >= maxRequests || options.now() - startedAt >= maxMs
          ? budgetSpent
          : run.served?.nowhere() === true
            ? skipReasons.unserved
            : undefined;
  const spent = (): boolean => whyEnded() !== undefined;

  const { createSolver } = await import('../../schema/solver/solver.ts');
  const solver = createSolver(
    { before: api.documents, after: api.documents, schemas: { before: schemas, after: schemas } },
    { onDemand: true },
  );
  const usual = new Map<Operation, Draft>();
  const trials = createTrials(context, sender, (operation) => usual.get(operation), spent, record);
  const tried = orderOperations(api.operations, unsafe);
  const queues = tried.map((operation) => {
    const [first, ...rest] = draftsOf(context, operation, (site) => solver.smallestInstance(site));
    if (first) usual.set(operation, first);
    const bases = [first, ...rest.slice(0, 2)].flatMap((one) => (one && isUsual(one) ? [one] : []));
    return { first, bases, rest: chance.shuffled(rest) };
  });
  const recordDeliveries = async (patient: boolean): Promise<void> => {
    for (const ran of (await callbacks?.came(patient)) ?? []) {
      take(ran);
      options.onExchange?.(ran, true);
    }
  };
  // All operations are met before any is tried in every way: a budget ends a run anywhere.
  for (const { first } of queues) if (first && !spent()) await trials.attempt(first);
  // What nobody has to send may be what is refused.
  for (const { bases } of queues)
    for (const least of bases.slice(1))
      if (!trials.served(least.operation) && !spent()) await trials.attempt(least);
  const firsts = queues.flatMap(({ first }) => first ?? []);
  if (unsafe) for (const answered of await putNew(context, firsts, sender, spent)) record(answered);
  // What needs what only a later one gives is met again: a chain of three has its last link at the second time.
  for (let again = 0; again < 2; again++)
    for (const { first } of queues)
      if (first && !trials.served(first.operation) && !spent()) await trials.attempt(first);
  for (const { first } of queues)
    if (first && namesGiven(first, ids) && !spent()) await trials.attemptGiven(first);
  for (let again = 0; again < 2; again++)
    for (const { first } of queues)
      if (first && !trials.satisfied(first.operation) && !spent()) await trials.attempt(first);
  // What is refused as it is may be done for who insists, while what it is about is still as it was left.
  for (const { first, rest } of queues)
    if (first && !trials.served(first.operation))
      for (const draft of rest.filter(insists)) if (!spent()) await trials.attempt(draft);
  const shared = api.operations.filter((one) => session.users.has('other', one));
  for (const answered of await tryOwnership(context, shared, sender, unsafe, spent)) record(answered);
  if (unsafe) for (const answered of await repeatCreations(tried, sender, spent)) record(answered);
  const exampled = await tryExamples(context, tried, (operation) => usual.get(operation), sender, spent);
  for (const answered of exampled.came) record(answered);
  for (const answered of await tryHeads(tried, sender, spent)) record(answered);
  const paged = new Set<Operation>();
  for (const answered of await tryPages(tried, sender, spent, paged)) record(answered);
  for (const answered of await tryConditions(context, tried, sender, spent)) record(answered);
  if (unsafe)
    for (const answered of await tryIdempotencyKeys(context, tried, sender, spent, Math.floor(startedAt)))
      record(answered);
  for (let round = 0; queues.some(({ rest }) => round < rest.length) && !spent(); round++) {
    for (const { rest } of queues) {
      const draft = rest[round];
      if (draft && !spent()) await trials.attempt(draft);
    }
    // What was made asks for ever more of them, and what listens has room for so many.
    await recordDeliveries(false);
  }
  // What was still busy may have come to its end, and of what was made, not all is in the same state.
  for (const { bases } of unsafe ? queues : [])
    for (const base of bases)
      if (!trials.served(base.operation) && !spent()) await trials.attemptOthers(base);
  if (unsafe) for (const answered of await guessSecrets(tried, sender, spent)) record(answered);
  for (const sent of session.tokens()) record(sender.judge(sent));
  await recordDeliveries(options.signal?.aborted !== true);
  // Things are left as they were even where the run was interrupted.
  const left = createLeftBehinds();
  if (unsafe) for (const answered of await putBack.restore(sender, left)) record(answered);
  if (unsafe) for (const answered of await removeCreated(context, sender, left)) record(answered);
  await recordDeliveries(false);
  const untried = untriedOf(api.operations, sender, unsafe, options.select, whyEnded());
  return { untried, left: left.all() };
}

/** Whether a request sets a flag that lifts a refusal. */
function insists({ what, proof }: Draft): boolean {
  return proof.kind === 'valid' && /\bwith (?:force|confirm|overwrite|accept)\w*: true$/i.test(what);
}
