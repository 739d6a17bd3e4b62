import fc from 'fast-check';

/** A text, and the value that it is to be read as. */
export interface Written {
  readonly value: unknown;
  readonly text: string;
}

/** Texts, many of which YAML could take for something else. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      'a',
      'true',
      'NO',
      '~',
      '1.0',
      '0x1f',
      '2020-01-01',
      '12:30',
      '- a',
      '-a',
      '? a',
      ': a',
      'a: b',
    ],
    ...[
      'a:',
      'a #b',
      'a#b',
      '#a',
      '&a',
      '*a',
      '!a',
      '|',
      '>',
      '%a',
      '@a',
      '`a',
      '{a}',
      '[a',
      'a,b',
      'a]',
      '"a"',
    ],
    ...[
      "'a'",
      "it's",
      'a\nb',
      'a\tb',
      '\u0007',
      '\uFEFFa',
      '\u2028',
      'é',
      '日本',
      '😀',
      '...',
      '---',
      '<<',
      '=',
      'a\\b',
      '/a/{b}',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

const words = fc.constantFrom(
  'a',
  'b',
  'type',
  'some words',
  'x:y',
  '200',
  '/p/{id}',
  '$ref',
  "it's",
  'a#b',
  '<b>',
);
const scalars = fc.oneof(
  fc.constantFrom(true, false, null, 0, -1.5, 42),
  words,
  fc.constantFrom('true', '3', 'first\nsecond', 'first\n\nthird\n', '# not', '- not', 'plain text'),
);

const { nested } = fc.letrec<{ nested: unknown }>((tie) => ({
  nested: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalars,
    fc.array(tie('nested'), { maxLength: 4 }),
    fc.dictionary(words, tie('nested'), { maxKeys: 4 }),
  ),
}));

const collections: fc.Arbitrary<unknown> = fc.oneof(
  fc.array(nested, { minLength: 1, maxLength: 4 }),
  fc.dictionary(words, nested, { minKeys: 1, maxKeys: 5 }),
);

/** Values, and one of the many ways in which a person might have written each. */
export const writtenTexts: fc.Arbitrary<Written> = fc
  .record({
    value: collections,
    choices: fc.array(fc.nat(999), { minLength: 30, maxLength: 30 }),
    json: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
    mark: fc.boolean(),
    final: fc.boolean(),
  })
  .map(({ value, choices, json, newline, mark, final }) => {
    const writer = createWriter(choices);
    const lines = json ? writer.json(value) : writer.yaml(value);
    // A block scalar may end with line breaks, which the text has to have.
    const end = final || !json ? '\n' : '';
    return { value, text: `${mark ? '\uFEFF' : ''}${(lines.join('\n') + end).replaceAll('\n', newline)}` };
  });

function createWriter(choices: readonly number[]) {
  let turn = 0;
  const choose = (count: number): number => ((choices[turn++ % choices.length] ?? 0) + turn) % count;

  function scalar(value: unknown, flow: boolean): string {
    if (typeof value !== 'string')
      return value === null ? (['null', '~'][choose(2)] ?? 'null') : String(value);
    const style = choose(3);
    if (style === 0 && /^[a-z$/][a-z /]*$/.test(value) && !/^(?:true|null)$/.test(value)) return value;
    if (style < 2 && !value.includes('\n')) return `'${value.replaceAll("'", "''")}'`;
    return flow || style === 1 || !value.includes('\n') ? JSON.stringify(value) : JSON.stringify(value);
  }

  const comment = () => (choose(4) === 0 ? `  # note ${turn}` : '');
  const keyText = (name: string) => (name === '200' && choose(2) === 0 ? name : scalar(name, true));

  function flow(value: unknown, indent: string): string[] {
    if (typeof value !== 'object' || value === null) return [scalar(value, true)];
    const list = Array.isArray(value);
    const [open, close] = list ? '[]' : '{}';
    const entries: [string, unknown][] = list
      ? value.map((item: unknown) => ['', item])
      : Object.entries(value);
    const parts = (inner: string) =>
      entries.map(([name, item]) => {
        const [first = '', ...rest] = flow(item, inner);
        return [`${list ? '' : `${keyText(name)}: `}${first}`, ...rest];
      });
    if (entries.length === 0) return [`${open}${close}`];
    if (choose(2) === 0) {
      const written = parts(indent);
      if (written.every((part) => part.length === 1)) {
        const pad = list || choose(2) === 0 ? '' : ' ';
        return [`${open}${pad}${written.map(([part]) => part).join(', ')}${pad}${close}`];
      }
    }
    const inner = `${indent}  `;
    const lines = [open as string];
    const written = parts(inner);
    const trailing = choose(2) === 0 ? ',' : '';
    written.forEach((part, index) => {
      const last = part.at(-1) ?? '';
      const comma = index < written.length - 1 ? ',' : trailing;
      const ended = [...part.slice(0, -1), `${last}${comma}${comment()}`];
      lines.push(`${inner}${ended[0]}`, ...ended.slice(1));
    });
    lines.push(`${indent}${close}`);
    return lines;
  }

  /** What stands behind a key's colon or a dash, and the lines below it. */
  function behind(value: unknown, indent: string, dash: boolean): string[] {
    if (typeof value === 'string' && /^[^#\s]/.test(value) && choose(3) === 0) {
      const chomp = value.endsWith('\n') ? '' : '-';
      const lines = value.replace(/\n$/, '').split('\n');
      return [` |${chomp}${comment()}`, ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))];
    }
    const empty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
    // js-yaml takes an item behind an empty last one of an inner list for another of that list.
    if (value === null && !dash && choose(2) === 0) return [comment()];
    if (empty || choose(3) === 0) {
      const [first = '', ...rest] = flow(value, indent);
      const lines = [` ${first}`, ...rest];
      return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}${comment()}`];
    }
    if (dash && choose(2) === 0) {
      const [first = '', ...rest] = block(value, `${indent}  `);
      if (!/^ *(?:#|$)/.test(first)) return [` ${first.trimStart()}`, ...rest];
      return [comment(), first, ...rest];
    }
    const same = Array.isArray(value) && !dash && choose(2) === 0;
    return [comment(), ...block(value, same ? indent : `${indent}  `)];
  }

  function block(value: unknown, indent: string): string[] {
    const list = Array.isArray(value);
    const entries: [string, unknown][] = list
      ? value.map((item: unknown) => ['', item])
      : Object.entries(value as object);
    const lines: string[] = [];
    for (const [name, item] of entries) {
      if (choose(6) === 0) lines.push('');
      if (choose(6) === 0) lines.push(`${indent}# about ${turn}`);
      const [first = '', ...rest] = behind(item, indent, list);
      lines.push(`${indent}${list ? '-' : `${keyText(name)}:`}${first}`, ...rest);
    }
    return lines;
  }

  function json(value: unknown, indent: string, style: number): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const list = Array.isArray(value);
    const [open = '', close = ''] = list ? '[]' : '{}';
    const entries: [string, unknown][] = list
      ? value.map((item: unknown) => ['', item])
      : Object.entries(value);
    if (entries.length === 0) return open + close;
    const broken = style === 2 && choose(4) > 0;
    const inner = `${indent}  `;
    const parts = entries.map(
      ([name, item]) =>
        `${list ? '' : `${JSON.stringify(name)}:${style === 0 ? '' : ' '}`}${json(item, inner, style)}`,
    );
    if (broken) return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
    return `${open}${parts.join(style === 0 ? ',' : ', ')}${close}`;
  }

  return {
    json: (value: unknown) => json(value, '', choose(3)).split('\n'),
    yaml: (value: unknown) => (choose(8) === 0 ? flow(value, '') : block(value, '')),
  };
}
