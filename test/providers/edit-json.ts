import type { Reply } from './reply.ts';

/** An object or array of a JSON value, to be changed in place. */
export type Container = Record<string, unknown> | unknown[];

/** A copy of the reply with the JSON body edited at `pointer`; the same reply if there is nothing there to edit. */
export function editJson(
  reply: Reply,
  pointer: string,
  edit: (parent: Container, key: string) => void,
): Reply {
  if (reply.body?.kind !== 'json') return reply;
  const root: Record<string, unknown> = { '': structuredClone(reply.body.value) };
  const keys = pointer.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  let parent: unknown = root;
  for (const key of keys)
    parent = isContainer(parent) && Object.hasOwn(parent, key) ? Reflect.get(parent, key) : undefined;
  if (!isContainer(parent)) return reply;
  edit(parent, last);
  return { ...reply, body: { kind: 'json', value: root[''] } };
}

/** An edit that puts `change` of the value in its place, if there is one. */
export function replaceBy(change: (value: unknown) => unknown): (parent: Container, key: string) => void {
  return (parent, key) =>
    void (Object.hasOwn(parent, key) && define(parent, key, change(Reflect.get(parent, key))));
}

/** Sets a property whatever its name, `__proto__` included. */
export function define(parent: Container, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
