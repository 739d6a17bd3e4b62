import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { Draft } from './drafts.ts';
import type { Answered, Sender } from './sender.ts';

/** As many wrong secrets are tried: fewer are what somebody mistypes. */
const mostGuesses = 10;
const isSecret = /(?:secret|password|passcode|passphrase|pin)$/i;

/**
 * Takes the operations that were tried, what sends, and when to end; tries wrong secrets, where a contract says that
 * there are too many at some time (429), on what the run itself has made, which may be locked then. Gives what came
 * back: how many are too many, no contract says, but how that is answered.
 */
export async function guessSecrets(
  operations: readonly Operation[],
  sender: Sender,
  spent: () => boolean,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const operation of operations) {
    const draft = operation.method === 'post' ? sender.allowed(operation) : undefined;
    const open = (operation.security?.alternatives ?? []).every(({ schemes }) => schemes.length === 0);
    if (!draft || !open || !operation.responses.has('429')) continue;
    const wrong = withWrongSecret(draft, sender);
    for (let guess = 0; wrong && guess < mostGuesses && !spent(); guess++) {
      const answered = await sender.send(wrong);
      if (answered) answers.push(answered);
      if (!answered || answered.facts.exchange.response?.status === 429) break;
    }
  }
  return answers;
}

function withWrongSecret(draft: Draft, { ids }: Sender): Draft | undefined {
  const { body } = draft;
  if (!body || !isObject(body.value)) return undefined;
  const entries = Object.entries(body.value);
  const secret = entries.find(([name, value]) => isSecret.test(name) && typeof value === 'string');
  const isOwn = entries.some(([name, value]) => !isSecret.test(name) && ids.maker(value) !== undefined);
  if (!secret || !isOwn) return undefined;
  const [name, text] = secret;
  const other = `${String(text).slice(0, -1)}${String(text).endsWith('x') ? 'y' : 'x'}`;
  return {
    ...draft,
    body: { ...body, value: { ...body.value, [name]: other } },
    what: `a wrong ${name}`,
    mayBeLimited: true,
  };
}
