import { isObject } from '../../document/node.ts';
import { readJson } from '../judge/json-text.ts';

const longest = 2_000;

/** What a provider wants to hear from who takes deliveries. */
export interface ChallengeAnswer {
  readonly type: string;
  readonly text: string;
}

/**
 * Takes a request that came to an address of a listener; gives what to answer, if a provider asks by it whether somebody
 * is there who wants deliveries, before it sends any: as WebSub and Meta do (`hub.challenge`), Microsoft Graph
 * (`validationToken`), Dropbox (`challenge`), and Slack (`url_verification`).
 */
export function answerToChallenge(
  method: string,
  target: string,
  bytes: Uint8Array,
): ChallengeAnswer | undefined {
  const query = new URLSearchParams(target.replace(/^[^?]*\??/, ''));
  const asked =
    query.get('hub.challenge') ??
    query.get('validationToken') ??
    (method === 'GET' ? query.get('challenge') : null);
  if (asked !== null) return asked.length > longest ? undefined : { type: 'text/plain', text: asked };
  if (method !== 'POST' || bytes.length > 2 * longest) return undefined;
  const read = readJson(new TextDecoder().decode(bytes));
  if (!('value' in read) || !isObject(read.value) || read.value['type'] !== 'url_verification')
    return undefined;
  const { challenge } = read.value;
  if (typeof challenge !== 'string') return undefined;
  return { type: 'application/json', text: JSON.stringify({ challenge }) };
}
