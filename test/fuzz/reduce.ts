import { stringify } from 'yaml';
import { isContainer } from './mutate-value.ts';
import type { Files } from './recipe.ts';
import { valueOf } from './seeds.ts';

/** Takes files; says whether they fail as those that reducing began with. */
export type StillFails = (files: Files) => Promise<boolean>;

/**
 * Takes files that fail, what says whether others still do, and when to end, in milliseconds of `performance.now`;
 * gives the least of them that was found.
 */
export async function reduced(first: Files, stillFails: StillFails, until: number): Promise<Files> {
  let least = first;
  const attempt = async (contents: ReadonlyMap<string, Buffer>): Promise<boolean> => {
    if (performance.now() > until || !(await stillFails({ ...least, contents }))) return false;
    least = { ...least, contents };
    return true;
  };
  const attemptText = (name: string, text: string) =>
    attempt(new Map([...least.contents, [name, Buffer.from(text)]]));

  for (const name of first.contents.keys())
    if (name !== first.main && name !== first.spec)
      await attempt(new Map([...least.contents].filter(([each]) => each !== name)));
  for (const name of least.contents.keys()) {
    const text = least.contents.get(name)?.toString() ?? '';
    const write = writerFor(name);
    const value = valueOf(name, text);
    if (write !== undefined && isContainer(value) && (await attemptText(name, write(value))))
      await reduceValue(value, (smaller) => attemptText(name, write(smaller)));
    for (const unit of ['\n', ''])
      await reduceList(
        (least.contents.get(name)?.toString() ?? '').split(unit),
        (units) => attemptText(name, units.join(unit)),
        () => performance.now() > until,
      );
  }
  return least;
}

function writerFor(name: string): ((value: unknown) => string) | undefined {
  if (/\.(json|har)$/.test(name)) return (value) => JSON.stringify(value, undefined, 1);
  if (!/\.ya?ml$/.test(name)) return undefined;
  return (value) => {
    try {
      return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
    } catch {
      return JSON.stringify(value);
    }
  };
}

/** Removes members as long as what is left still fails, the outermost first. */
async function reduceValue(
  root: Record<string, unknown> | unknown[],
  attempt: (value: unknown) => Promise<boolean>,
): Promise<void> {
  let current: unknown = root;
  const open: string[][] = [[]];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const holder = at(current, path);
    if (!isContainer(holder)) continue;
    // From the end, so that the indexes of what is left hold.
    for (const key of Object.keys(holder).reverse()) {
      const without = structuredClone(current);
      const from = at(without, path);
      if (Array.isArray(from)) from.splice(Number(key), 1);
      else delete (from as Record<string, unknown>)[key];
      if (await attempt(without)) current = without;
    }
    const left = at(current, path);
    if (isContainer(left)) open.push(...Object.keys(left).map((key) => [...path, key]));
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      isContainer(holder) ? (Object.getOwnPropertyDescriptor(holder, key)?.value as unknown) : undefined,
    value,
  );
}

/** Removes runs of items as long as what is left still fails, long runs first. */
async function reduceList(
  items: readonly string[],
  attempt: (items: readonly string[]) => Promise<boolean>,
  isOver: () => boolean,
): Promise<void> {
  let current = items;
  for (let length = Math.ceil(current.length / 2); length >= 1 && !isOver(); length = length >> 1)
    for (let start = 0; start < current.length && !isOver();) {
      const without = [...current.slice(0, start), ...current.slice(start + length)];
      if (without.length > 0 && (await attempt(without))) current = without;
      else start += length;
    }
}
