import { isObject } from '../../document/node.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Case } from './case.ts';
import type { Draft } from './drafts.ts';
import { proofOf } from './proof.ts';
import type { Answered, Sender } from './sender.ts';
import { isServed } from './owned.ts';

const mostMembers = 8;

/**
 * Takes what is judged against, a request that is refused whole and without any of its members as well, and what sends;
 * begins with what the contract requires and adds, one after the other, the members that refusals name, as somebody
 * would who reads them. Gives what was served in the end, undefined where the answers led nowhere.
 */
export async function growRequest(
  context: ProbeContext,
  whole: Draft,
  sender: Sender,
): Promise<{ readonly draft: Draft; readonly answered: Answered } | undefined> {
  const all = whole.body?.value;
  if (!whole.body || !isObject(all)) return undefined;
  const { body } = whole;
  const members = new Map<string, unknown>();
  const written = (): Draft => {
    const one: Case = { ...whole, body: { ...body, value: Object.fromEntries(members) } };
    return { ...whole, ...one, what: 'what its refusals ask for' };
  };
  for (const name of Object.keys(all)) {
    const without = Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
    if (proofOf(context, { ...whole, body: { ...body, value: without } }).kind !== 'valid')
      members.set(name, all[name]);
  }
  for (let added = 0; added <= mostMembers; added++) {
    const draft = written();
    if (proofOf(context, draft).kind !== 'valid') return undefined;
    const answered = await sender.send(draft);
    const response = answered?.facts.exchange.response;
    if (!answered || !response) return undefined;
    if (isServed(response.status)) return { draft, answered };
    const text = response.body ? new TextDecoder().decode(response.body.bytes) : '';
    const named = Object.keys(all)
      .filter((name) => !members.has(name) && names(text, name))
      .sort((a, b) => b.length - a.length)[0];
    if (named === undefined) return undefined;
    members.set(named, all[named]);
  }
  return undefined;
}

/** Whether a text names a member: in quotes or before a colon, and not in passing. */
function names(text: string, member: string): boolean {
  const literal = member.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`["'\`“/.]${literal}["'\`”:\\\\]|\\b${literal}:`).test(text);
}
