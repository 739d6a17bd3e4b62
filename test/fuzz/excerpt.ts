import { isContainer } from './mutate-value.ts';

type Members = Record<string, unknown>;

/** As many characters of JSON are mutated whole; of more, an excerpt is. */
const whole = 40_000;

const groups: readonly string[] = [
  ...['definitions', 'parameters', 'responses', 'securityDefinitions'],
  ...[
    'schemas',
    'headers',
    'requestBodies',
    'examples',
    'links',
    'callbacks',
    'pathItems',
    'securitySchemes',
  ],
];

/**
 * Takes a description or a recording as a value, and a number; gives it as it is where it is small, else with a few of
 * its paths, or of the items of its lists, that the number chooses, and the components that these refer to.
 */
export function excerptOf(value: unknown, number: number): unknown {
  if (!isContainer(value) || Array.isArray(value)) return value;
  if (JSON.stringify(value).length <= whole) return value;
  return isContainer(value['paths']) ? excerptOfDescription(value, number) : shortLists(value, number);
}

function excerptOfDescription(description: Members, number: number): Members {
  const paths = membersOf(description['paths']);
  const names = Object.keys(paths);
  const kept: Members = {};
  let size = 0;
  for (let step = 0; step < 4 && step < names.length && size < whole; step++) {
    const name = names[(number + step * 7) % names.length] ?? '';
    kept[name] = paths[name];
    size += JSON.stringify(paths[name]).length;
  }
  const result: Members = { ...description, paths: kept };
  const components = membersOf(description['components']);
  const holders: (readonly [from: Members, to: Members, at: string])[] = [
    [description, result, '#'],
    [components, {}, '#/components'],
  ];
  for (const [from, to] of holders) for (const group of groups) if (from[group]) to[group] = {};
  const open: unknown[] = [kept];
  for (let next = open.pop(); next !== undefined && size < whole * 2; next = open.pop())
    for (const reference of referencesIn(next))
      for (const [from, to, at] of holders) {
        const [group = '', key = ''] = reference.slice(at.length + 1).split('/');
        const target = membersOf(from[group])[key];
        const taken = membersOf(to[group]);
        if (!reference.startsWith(`${at}/`) || target === undefined || key in taken) continue;
        taken[key] = target;
        size += JSON.stringify(target).length;
        open.push(target);
      }
  const [, [, some]] = holders as [unknown, readonly [Members, Members, string]];
  if (components['securitySchemes']) some['securitySchemes'] = components['securitySchemes'];
  return Object.keys(components).length > 0 ? { ...result, components: some } : result;
}

/** Lists cut to a few of their items, as long as the whole is long. */
function shortLists(value: unknown, number: number): unknown {
  if (Array.isArray(value)) {
    const start = value.length > 5 ? number % (value.length - 4) : 0;
    return value.slice(start, start + 5).map((item) => shortLists(item, number));
  }
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shortLists(member, number)]));
}

function referencesIn(value: unknown): string[] {
  if (!isContainer(value)) return [];
  const own = Object.getOwnPropertyDescriptor(value, '$ref')?.value as unknown;
  const below = Object.values(value).flatMap(referencesIn);
  return typeof own === 'string' ? [own, ...below] : below;
}

function membersOf(value: unknown): Members {
  return isContainer(value) && !Array.isArray(value) ? value : {};
}
