const nothing = /^(?:~|[Nn]ull|NULL)?$/;
const truth = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const float =
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** A tag of the core schema, the plain scalars that have it, and what they mean (YAML 1.2.2 section 10.3.2). */
export interface CoreScalar {
  readonly tag: string;
  readonly matches: (text: string) => boolean;
  readonly toValue: (text: string) => unknown;
}

export const coreScalars: readonly CoreScalar[] = [
  { tag: 'tag:yaml.org,2002:null', matches: (text) => nothing.test(text), toValue: () => null },
  { tag: 'tag:yaml.org,2002:bool', matches: (text) => truth.test(text), toValue: (text) => /^t/i.test(text) },
  { tag: 'tag:yaml.org,2002:int', matches: (text) => integer.test(text), toValue: Number },
  { tag: 'tag:yaml.org,2002:float', matches: (text) => float.test(text), toValue: toFloat },
];

/** Takes a plain scalar; gives what it means in the core schema: null, a boolean, a number, or itself. */
export function plainValue(text: string): unknown {
  if (!isSpecial(text)) return text;
  const scalar = coreScalars.find(({ matches }) => matches(text));
  return scalar === undefined ? text : scalar.toValue(text);
}

/** Whether a plain scalar may be anything but a string, by its first character. */
export function isSpecial(text: string): boolean {
  return text === '' || '~nNtTfF+-.0123456789'.includes(text.charAt(0));
}

function toFloat(text: string): number {
  if (/nan$/i.test(text)) return Number.NaN;
  if (/inf$/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number.parseFloat(text);
}
