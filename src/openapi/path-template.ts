/** A segment of a path template: literal texts with parameters between them. */
export interface SegmentTemplate {
  /** One more than there are names, percent-decoded; the outer ones may be empty. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** Takes a segment of a path template such as `report.{format}`; gives its parts. */
export function parseSegment(segment: string): SegmentTemplate {
  const parts = segment.split(/\{([^{}]*)\}/);
  return {
    literals: parts.filter((_, index) => index % 2 === 0).map(decodeText),
    names: parts.filter((_, index) => index % 2 === 1),
  };
}

/** Percent-decodes (RFC 3986 section 2.1); gives the text as it is where it is not encoded rightly. */
export function decodeText(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Takes a segment template and a segment as it was sent; gives the texts of its parameters, still percent-encoded,
 * or undefined where it does not fit. Each parameter has at least one character; the first ones are the shortest.
 * Takes time in proportion to the segment's length.
 */
export function captureSegment(
  { literals, names }: SegmentTemplate,
  segment: string,
): readonly string[] | undefined {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (names.length === 1 && first === '' && last === '') return segment === '' ? undefined : [segment];
  if (!segment.startsWith(first)) return undefined;
  const captured: string[] = [];
  let position = first.length;
  for (let index = 1; index < names.length; index++) {
    const next = segment.indexOf(literals[index] ?? '', position + 1);
    if (next === -1) return undefined;
    captured.push(segment.slice(position, next));
    position = next + (literals[index] ?? '').length;
  }
  const end = segment.length - last.length;
  if (end <= position || !segment.endsWith(last)) return undefined;
  captured.push(segment.slice(position, end));
  return captured;
}

/** How specific a segment template is: more literal characters first, then fewer parameters. */
export function compareSpecificity(a: SegmentTemplate, b: SegmentTemplate): number {
  return literalLength(b) - literalLength(a) || a.names.length - b.names.length;
}

function literalLength({ literals }: SegmentTemplate): number {
  return literals.reduce((sum, literal) => sum + literal.length, 0);
}
