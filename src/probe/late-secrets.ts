import type { Finding } from '../findings/finding.ts';
import { redacted } from './exchange.ts';
import type { Redactor } from './redact.ts';
import type { ProbeOutcome } from './run-outcome.ts';

/**
 * Takes a finding and what knows the secrets of the run now that it is over; gives it without those that were learned
 * after it was made, such as a session that only a later request sends as its cookie.
 */
export function hideInFinding(finding: Finding, { again }: Pick<Redactor, 'again'>): Finding {
  const message = again(finding.message);
  const { evidence, related } = finding;
  const actual = evidence?.kind === 'violation' ? JSON.stringify(evidence.actual) : undefined;
  const isShown = actual === undefined || again(actual) === actual;
  const places = related?.map((one) => ({ ...one, message: again(one.message) }));
  if (
    message === finding.message &&
    isShown &&
    !places?.some((one, index) => one.message !== related?.[index]?.message)
  )
    return finding;
  return {
    ...finding,
    message,
    ...(evidence?.kind === 'violation' && !isShown && { evidence: { ...evidence, actual: redacted } }),
    ...(places && { related: places }),
  };
}

/** The same of an exchange as a report lists it. */
export function hideInExchange(exchange: ProbeOutcome, { again }: Pick<Redactor, 'again'>): ProbeOutcome {
  const { request, reproduce, prepare } = exchange;
  const url = request === undefined ? undefined : again(request.url);
  const command = reproduce === undefined ? undefined : again(reproduce);
  const commands = prepare?.commands.map(again);
  const isPrepared = commands?.every((one, index) => one === prepare?.commands[index]) ?? true;
  if (url === request?.url && command === reproduce && isPrepared) return exchange;
  return {
    ...exchange,
    ...(request && url !== undefined && { request: { ...request, url } }),
    ...(command !== undefined && { reproduce: command }),
    ...(prepare && commands && { prepare: { commands, ids: prepare.ids.map(again) } }),
  };
}
