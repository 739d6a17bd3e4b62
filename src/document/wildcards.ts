/** A pattern with wildcards that is being put together, part by part. */
export interface Wildcards {
  /** This text, as it is. */
  literal(text: string): void;
  /** One character, but no slash. */
  one(): void;
  /** Any number of characters, but no slash. */
  some(): void;
  /** Any number of any characters. */
  all(): void;
  /** Any number of names of folders, each with the slash behind it. */
  folders(): void;
  /** Any number of names, each with the slash in front of it. */
  names(): void;
  /** Begins alternatives, … */
  open(): void;
  /** … goes on to the next one of them, … */
  or(): void;
  /** … and ends them. */
  close(): void;
  /** Gives a test for texts that are as the pattern says as a whole or, where `below` is asked for, up to a slash. */
  test(below?: boolean): (text: string) => boolean;
}

/** What a state takes: one character, any but a slash, any, or none at all, where it only leads on. */
type Takes = string | 'not-slash' | 'any' | undefined;

/**
 * Gives a pattern to put together. Whoever writes one may have many wildcards follow one another: all ways to read a
 * text are followed at once, so that a match takes no more steps than the pattern has parts for each character.
 */
export function wildcards(): Wildcards {
  const takes: Takes[] = [];
  /** Where a state leads when it took a character, and where without taking any. */
  const next: number[] = [];
  const leads: number[][] = [];
  const groups: { readonly start: number; readonly ends: number[] }[] = [];

  const add = (taken: Takes, to = takes.length + 1, ...on: readonly number[]): number => {
    leads.push([...on]);
    next.push(to);
    return takes.push(taken) - 1;
  };
  const repeat = (taken: Takes): number => add(taken, takes.length, takes.length + 1);
  const close = (): void => {
    const group = groups.pop();
    if (!group) return;
    const end = add(undefined, 0, takes.length + 1);
    for (const each of group.ends) leads[each]?.push(end);
  };

  return {
    literal: (text) => {
      for (let index = 0; index < text.length; index += 1) add(text[index]);
    },
    one: () => void add('not-slash'),
    some: () => void repeat('not-slash'),
    all: () => void repeat('any'),
    folders: () => {
      const start = add(undefined, 0, takes.length + 1, takes.length + 3);
      repeat('not-slash');
      add('/', start);
    },
    names: () => {
      const start = add(undefined, 0, takes.length + 1, takes.length + 3);
      add('/');
      add('not-slash', takes.length, start);
    },
    open: () => void groups.push({ start: add(undefined, 0, takes.length + 1), ends: [] }),
    or: () => {
      const group = groups.at(-1);
      if (!group) return;
      group.ends.push(add(undefined, 0));
      leads[group.start]?.push(takes.length);
    },
    close,
    test: (below = false) => {
      while (groups.length > 0) close();
      const plain = takes.findIndex((each) => each === undefined || each.length > 1);
      const start = takes.slice(0, plain === -1 ? takes.length : plain).join('');
      const matches = follow(takes, next, leads, below);
      // Most texts are told apart by how they begin.
      return (text) => text.startsWith(start) && matches(text);
    },
  };
}

function follow(
  takes: readonly Takes[],
  next: readonly number[],
  leads: readonly (readonly number[])[],
  below: boolean,
): (text: string) => boolean {
  const end = takes.length;
  /** In which step a state was entered last: none is entered twice in one. */
  const entered = new Uint32Array(end + 1);
  let step = 0;
  const enter = (first: number, into: number[]): void => {
    const waiting = [first];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (entered[state] === step) continue;
      entered[state] = step;
      into.push(state);
      for (const on of leads[state] ?? []) waiting.push(on);
    }
  };

  return (text) => {
    let states: number[] = [];
    step += 1;
    enter(0, states);
    for (let index = 0; index < text.length && states.length > 0; index += 1) {
      const char = text[index] ?? '';
      if (below && char === '/' && entered[end] === step) return true;
      const after: number[] = [];
      step += 1;
      for (const state of states) {
        const taken = takes[state];
        const fits = taken === char || taken === 'any' || (taken === 'not-slash' && char !== '/');
        if (fits) enter(next[state] ?? end, after);
      }
      states = after;
    }
    return entered[end] === step;
  };
}

/** Takes a text in which `*` stands for any text; gives a test for texts that are so. */
export function matchText(written: string): (text: string) => boolean {
  const pattern = wildcards();
  for (const part of written.split(/(\*+)/)) {
    if (part.startsWith('*')) pattern.all();
    else pattern.literal(part);
  }
  return pattern.test();
}
