import { appendKey, rootPointer } from '../../document/pointer.ts';

/** What a message may name. */
export interface MessageValues {
  readonly error: string;
  readonly property: string;
  path(): string;
  readonly description: string | undefined;
  readonly value: unknown;
}

/** Takes a template with `{{name}}` and what the names stand for; gives the text. */
export function renderMessage(template: string, values: MessageValues): string {
  if (!template.includes('{{')) return template.trim();
  return template
    .replace(/#\{\{\s*print\("(\w+)"\)\s*\}\}/g, (_, name: string) => {
      if (name !== 'property') return printed(valueOf(name, values));
      return values.property === '' ? 'The document ' : `"${values.property}" property `;
    })
    .replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => plainly(valueOf(name, values)))
    .trim();
}

function valueOf(name: string, values: MessageValues): unknown {
  if (name === 'path') return values.path();
  return Object.hasOwn(values, name) ? values[name as keyof MessageValues] : undefined;
}

function plainly(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : printed(value);
}

function printed(value: unknown): string {
  if (Array.isArray(value)) return 'Array[]';
  if (typeof value === 'object' && value !== null) return 'Object{}';
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** Takes keys; gives them with dots between them: `info.contact`, `parameters[0].name`. */
export function dotted(keys: readonly (string | number)[]): string {
  return keys
    .map((key, index) =>
      typeof key === 'number' || /^\d+$/.test(key)
        ? `[${key}]`
        : key === '' || /\s/.test(key)
          ? `['${key}']`
          : index === 0
            ? key
            : `.${key}`,
    )
    .join('');
}

/** Takes keys; gives them as the fragment of a reference: `#/info/contact`. */
export function asFragment(keys: readonly (string | number)[]): string {
  return `#${keys.reduce(appendKey, rootPointer)}`;
}
