import type { Body, Exchange } from './exchange.ts';
import type { ProbeContext } from './judge/context.ts';
import { secretsInBody } from './secret-names.ts';

/**
 * Takes what judging takes, a body and messages; what is a secret by its name in them must not be shown from now on.
 */
export function hideSecrets(
  { redactor, known }: ProbeContext,
  body: Body | undefined,
  messages: Exchange['messages'],
): void {
  if (body) {
    // What came before and has none need not be searched again.
    const text = body.data === undefined ? known.before(body.bytes) : undefined;
    if (!text?.withoutSecrets) {
      const secrets = secretsInBody(body);
      for (const secret of secrets) redactor.addNamed(secret);
      if (text && secrets.length === 0) text.withoutSecrets = true;
    }
  }
  if (messages)
    for (const { text } of messages)
      for (const secret of secretsInBody({ bytes: Buffer.from(text) })) redactor.addNamed(secret);
}

/** Takes what judging takes and an exchange; hides what is secret by its name in what both ends sent. Whether there was any. */
export function hideNamed(
  { redactor }: ProbeContext,
  { request, response, messages = [] }: Exchange,
): boolean {
  const bodies: Pick<Body, 'bytes' | 'data'>[] = [request, response].flatMap((one) => one?.body ?? []);
  for (const { text } of messages) bodies.push({ bytes: Buffer.from(text) });
  const found = bodies.flatMap(secretsInBody);
  for (const secret of found) redactor.addNamed(secret);
  return found.length > 0;
}
