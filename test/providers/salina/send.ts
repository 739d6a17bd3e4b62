import { createHmac } from 'node:crypto';

/** What came of one attempt to deliver. */
export interface Attempt {
  /** The status of the answer; null if none came. */
  readonly status: number | null;
  readonly error: string | null;
  readonly milliseconds: number;
}

/** The HMAC-SHA256 of timestamp, full stop and body, in hexadecimal. */
export function sign(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'Connection failed';
  if (error.name === 'TimeoutError') return 'No answer within 10 seconds';
  return error.cause instanceof Error ? error.cause.message || 'Connection failed' : error.message;
}

/** Nobody has such a name (RFC 6761), and asking for one takes as long as whoever is asked pleases. */
const nobody = /\.(?:example|invalid|test)$/;

/** Posts a signed event to a receiver. `seconds` is the moment of signing, in Unix time. */
export async function send(
  url: string,
  deliveryId: string,
  body: string,
  secret: string,
  seconds: number,
): Promise<Attempt> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    const { hostname } = new URL(url);
    if (nobody.test(hostname)) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`);
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Salina-Webhooks/1.0',
        'x-webhook-id': deliveryId,
        'x-webhook-timestamp': String(seconds),
        'x-webhook-signature': `t=${seconds},v1=${sign(secret, seconds, body)}`,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    const error = answer.ok ? null : `The receiver answered ${answer.status}`;
    return { status: answer.status, error, milliseconds: took() };
  } catch (error) {
    return { status: null, error: reason(error), milliseconds: took() };
  }
}
