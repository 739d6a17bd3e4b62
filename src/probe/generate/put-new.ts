import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import { statusOf } from './answer-parts.ts';
import type { Draft } from './drafts.ts';
import { operationAt } from './operation-at.ts';
import { isServed } from './owned.ts';
import { pathParameters, shapeOf } from './path-templates.ts';
import { proofOf } from './proof.ts';
import { plainDraft } from './remove.ts';
import type { Answered, Sender } from './sender.ts';

/**
 * Takes what is judged against, the usual requests, what sends and when to end; makes with PUT what only PUT makes, where
 * reading says that nothing has that name and the contract has what deletes it again. Gives what came back.
 */
export async function putNew(
  context: ProbeContext,
  usual: readonly Draft[],
  sender: Sender,
  spent: () => boolean,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const draft of usual) {
    if (spent()) break;
    const named = makesByName(context, draft.operation) ? withName(context, draft, sender) : undefined;
    if (!named) continue;
    const { operation, values } = named;
    const get = operationAt(context.api, 'get', shapeOf(operation.path));
    const before = get && (await sender.tidy(plainDraft(get, values, 'before it is made')));
    if (![404, 410].includes(statusOf(before) ?? 0)) continue;
    const answered = await sender.send(named.draft);
    if (!answered) continue;
    answers.push(answered);
    if (isServed(statusOf(answered))) sender.ids.add(operation.path, values);
  }
  return answers;
}

/** Whether an operation is the only one that may make what its path leads to, and another deletes it. */
function makesByName({ api }: ProbeContext, { method, path }: Operation): boolean {
  const shape = shapeOf(path);
  if (method !== 'put' || !shape.endsWith('/{}')) return false;
  const post = operationAt(api, 'post', shape.replace(/\/\{\}$/, ''));
  return (
    !post && operationAt(api, 'get', shape) !== undefined && operationAt(api, 'delete', shape) !== undefined
  );
}

/** The request with what it is below as that is known, and one name in its path and its body. */
function withName(
  context: ProbeContext,
  draft: Draft,
  { ids }: Sender,
): { readonly operation: Operation; readonly draft: Draft; readonly values: readonly unknown[] } | undefined {
  const { operation, body } = draft;
  const places = pathParameters(operation);
  const last = places.at(-1);
  const known = ids.find(operation);
  if (!last || known?.created) return undefined;
  const above = places.length - 1;
  // Of more than one that is not known, nobody knows what there is.
  if (above > 0 && (known?.values.length ?? 0) < above) return undefined;
  const name = draft.parameters.get(last);
  const values = [...(known?.values.slice(0, above) ?? []), name];
  const parameters = new Map(draft.parameters);
  for (const [index, parameter] of places.entries()) parameters.set(parameter, values[index]);
  const found = { ...draft, parameters };
  const told = isObject(body?.value) && Object.hasOwn(body.value, last.name);
  const alike = body && told ? { ...body, value: { ...objectOf(body.value), [last.name]: name } } : body;
  const one = [{ ...found, body: alike }, found].find((each) => proofOf(context, each).kind === 'valid');
  return one && { operation, draft: one, values };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
