import type { Preparation } from '../../findings/run-report.ts';
import { createCollector, locationOf, type Collector } from '../../findings/collect.ts';
import bodyUnexpected from '../checks/body-unexpected.ts';
import credentialsMissing from '../checks/credentials-missing.ts';
import invalidInputAccepted from '../checks/invalid-input-accepted.ts';
import mediaTypeUndocumented from '../checks/media-type-undocumented.ts';
import statusUndocumented from '../checks/status-undocumented.ts';
import validInputRejected from '../checks/valid-input-rejected.ts';
import { gatherFacts, type Facts } from '../judge/facts.ts';
import { runChecks } from '../judge/report.ts';
import { neededFor } from '../live/auth/authenticate.ts';
import { ofAnswers } from '../live/check-auth.ts';
import type { Sent } from '../live/sent.ts';
import type { LiveOptions, Session } from '../live/session.ts';
import { probeChecks } from '../registry.ts';
import { curlCommand } from '../reproduce.ts';
import type { Run } from '../run-exchange.ts';
import { describe, verdict, type ProbeOutcome } from '../run-outcome.ts';
import { accepting, upgrading } from './accept.ts';
import { placeOf } from './answer.ts';
import type { CallbackAddresses } from './callback-address.ts';
import { exchangeOf } from './case.ts';
import type { Operation } from '../../openapi/model.ts';
import { createCurrentTags } from './current-tags.ts';
import type { Draft } from './drafts.ts';
import type { Echoes } from './echoes.ts';
import { isServed } from './owned.ts';
import { withFreshKey } from './fresh-key.ts';
import { createKeptValues } from './kept-values.ts';
import { type KnownIds } from './known-ids.ts';
import { rememberLedTo } from './led-to.ts';
import { pathParameters } from './path-templates.ts';
import type { PutBack } from './put-back.ts';
import { secretsInBody } from '../secret-names.ts';
import { judgeList } from './list-coherence.ts';
import type { Answered, Sender } from './sender.ts';
import { leavesEmpty } from './unknowable.ts';

/** An operation that so many requests got no answer of is left alone: each costs a time-out. */
const mostSilent = 2;
/** What a refused request and a failing server bring with them, where the contract does not speak of it. */
const ofRefusal: ReadonlySet<string> = new Set([statusUndocumented.code]);
const ofCrash: ReadonlySet<string> = new Set([
  statusUndocumented.code,
  mediaTypeUndocumented.code,
  bodyUnexpected.code,
]);
const endedByIt = 'nobody listens at the target any more, so that no more requests were made up';

/** What is refused for want of credentials that nobody has given is one fact, documented or not: whether it is. */
function reportUnasked(
  { operation, operationName, exchange, request }: Facts,
  auth: LiveOptions['auth'] | undefined,
  collector: Collector,
): boolean {
  const [name] = exchange.response?.status === 401 ? (request?.security?.missing ?? []) : [];
  if (!operation || name === undefined) return false;
  // A module that signs may leave no trace of the scheme that it signs for.
  if (auth && neededFor(operation, auth).length > 0) return false;
  const schemes = (operation.security?.alternatives ?? []).flatMap((one) => one.schemes);
  const scheme = schemes.find((one) => one.name === name)?.scheme;
  collector.reporter(credentialsMissing)({
    message: 'refused',
    params: { operation: operation.key, scheme: name },
    at: operation.node,
    ...(scheme && { related: [{ message: 'the security scheme', at: scheme.node }] }),
    ...operationName,
  });
  return true;
}

/**
 * Takes a live run, memories of what exists, of invalid input that was taken and of how things were, and what tells
 * where callbacks go, where something listens; gives what sends requests that were made up, and judges the answers.
 */
export function createSender(
  {
    context,
    options,
    session,
    authProbe,
    served,
    coverage,
    verdicts,
    keep,
    keeper,
  }: Run & { readonly session: Session },
  ids: KnownIds,
  echoes: Echoes,
  putBack: PutBack,
  callbacks?: CallbackAddresses,
): Sender {
  const judgeKept = createKeptValues(context.api.documents);
  let requests = 0;
  let gone = false;
  const silent = new Map<Operation, number>();
  const allowed = new Map<Operation, Draft>();
  const tried = new Set<Operation>();
  const ledTo = rememberLedTo(ids, context.redactor);
  const tags = createCurrentTags(context);
  const isTold = (draft: Draft): boolean =>
    !leavesEmpty(draft) && options.severityOf?.(invalidInputAccepted, locationOf(placeOf(draft))) !== 'off';
  const answeredBy = (
    sent: Sent,
    facts: Facts,
    collector: Collector,
    durationMs: number,
    prepare?: Preparation,
    chosen = true,
  ): Answered => ({
    facts,
    chosen,
    ran() {
      const all = collector.findings();
      const crashed = all.some(({ code }) => code.startsWith('server-error'));
      const refused = all.some(({ code }) => code === validInputRejected.code);
      // A crash is one mistake, whether its answer is documented or not, and so is what is told with its status.
      const same = crashed ? ofCrash : ofRefusal;
      const unasked = all.some(({ code }) => code === credentialsMissing.code);
      const findable = crashed || refused || unasked ? all.filter(({ code }) => !same.has(code)) : all;
      // Invalid input that was taken is one mistake, however often it is told again.
      const told = findable.filter((one) => !echoes.isEcho(one, facts));
      // What many answers of an operation have in common is one finding.
      const findings = verdicts.take(facts, told);
      const { document } = sent;
      if (document && findings.some(({ location }) => location.uri === document.uri)) keep(document);
      const outcome = verdict(findings, sent.exchange);
      const repeated = outcome !== 'pass' || findings.some(({ severity }) => severity === 'warning');
      const tell = (): ProbeOutcome => ({
        ...describe(facts, context, sent.url, { outcome, durationMs, findings }),
        ...(keeper && { messages: keeper.keep(facts.exchange, sent.wire(), sent.url, told) }),
        ...(repeated && { reproduce: curlCommand(sent.wire(), sent.url, context.redactor) }),
        ...(repeated && prepare && { prepare }),
      });
      return { outcome, findings, tell };
    },
  });
  return {
    ids,
    judge(sent) {
      const { response } = sent.exchange;
      for (const secret of response?.body ? secretsInBody(response.body) : []) context.redactor.add(secret);
      const facts = gatherFacts(context, sent.exchange);
      const collector = createCollector(options.severityOf, options.naming);
      runChecks(ofAnswers, facts, collector);
      coverage.add(facts);
      return answeredBy(sent, facts, collector, 0);
    },
    requests: () => requests,
    tried: (operation) => tried.has(operation),
    gone: () => gone,
    allowed: (operation) => allowed.get(operation),
    tidy: (draft, also) => send(draft, also, undefined, true),
    async send(written, also, as) {
      if (callbacks && as === undefined)
        for (
          let addressed = callbacks.addressed(written);
          addressed;
          addressed = callbacks.addressed(written)
        ) {
          const answered = await send(addressed.draft, also);
          // Some are told no addresses but those that anybody can reach: that is not what was to be tried.
          if (!callbacks.isRefused(addressed, answered?.facts)) return answered;
        }
      return send(written, also, as);
    },
  };

  async function send(
    made: Draft,
    also?: (facts: Facts, collector: Collector) => void,
    as?: 'other',
    tidies = false,
  ): Promise<Answered | undefined> {
    const tidy: Sender['tidy'] = (draft, also) => send(draft, also, undefined, true);
    const conditioned = await tags.conditioned(made, tidy);
    const draft = withFreshKey(context, conditioned, Math.floor(options.now()) * 1_000 + (requests % 1_000));
    const { operation, what, parameters } = draft;
    const written = exchangeOf(draft, `${operation.key}: ${what}`);
    if (written === undefined || gone || (silent.get(operation) ?? 0) >= mostSilent) return undefined;
    const usual = upgrading(accepting(written, operation, options.live?.headers), operation);
    const exchange = draft.mayBeLimited ? { ...usual, mayBeLimited: draft.mayBeLimited } : usual;
    tried.add(operation);
    const chosen = options.select?.(gatherFacts(context, exchange)) !== false;
    if (!chosen && !tidies) return undefined;
    if (!tidies) await putBack.before(draft, tidy);
    requests += 1;
    const values = pathParameters(operation).map((one) => parameters.get(one));
    const plain = ledTo.before(draft, values);
    const startedAt = options.now();
    const answered = await session.send(exchange, as);
    const { failure } = answered.exchange;
    if (failure !== undefined) {
      silent.set(operation, (silent.get(operation) ?? 0) + 1);
      gone = !(await session.listens());
    }
    // One request has ended it: those that would be refused after it are not sent, and not told of.
    const sent = gone
      ? { ...answered, exchange: { ...answered.exchange, failure: `${failure}; ${endedByIt}` } }
      : answered;
    const { response } = sent.exchange;
    if (response) context.redactor.addCredentials(response);
    // What was told in confidence may be sent again by who learned it, and is shown nowhere.
    for (const secret of response?.body ? secretsInBody(response.body) : [])
      context.redactor.addNamed(secret);
    const facts = gatherFacts(context, sent.exchange);
    tags.learn(draft, facts);
    putBack.after(draft, response?.status);
    if (as === undefined && isTold(draft)) echoes.taken(draft, facts);
    const collector = createCollector(options.severityOf, options.naming);
    runChecks(probeChecks, facts, collector);
    judgeList(context.api.documents, draft, facts, collector);
    judgeKept(draft, facts, collector);
    const unasked = as === undefined && reportUnasked(facts, options.live?.auth, collector);
    also?.(facts, collector);
    const isOwn = draft.proof.kind === 'valid' && as === undefined;
    const letIn = isOwn ? await authProbe?.check(exchange, facts, collector) : undefined;
    if (sent.exchange.failure === undefined) {
      if (chosen) coverage.add(facts);
      served?.add(facts, unasked || as !== undefined);
    }
    // A provider that breaks may do so for what was changed before.
    const broke = (response?.status ?? 0) >= 500;
    const prepare = plain && broke ? ledTo.changes(draft, values) : plain;
    // What another user sees or makes is not what this one has.
    if (as === undefined) {
      callbacks?.learn(draft, facts);
      ids.learn(operation, values, sent.exchange, draft.apart ? 'apart' : true);
      ledTo.add(operation, values, sent);
      const better = isServed(sent.exchange.response?.status) || !allowed.has(operation);
      if (draft.proof.kind === 'valid' && !draft.apart && better) allowed.set(operation, draft);
    }
    const durationMs = Math.max(0, Math.round((options.now() - startedAt) * 10) / 10);
    // The command is to show what was let in.
    const shown = letIn ? { ...sent, wire: letIn.wire, url: letIn.url } : sent;
    return answeredBy(shown, facts, collector, durationMs, prepare, chosen);
  }
}
