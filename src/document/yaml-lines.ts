/** The lines of a YAML text, and how far each is indented. */
export interface YamlLines {
  /** The offset of the start of each line. */
  readonly starts: Int32Array;
  /** The spaces before the first content; `empty` for blank lines and comments, `continued` for one that tabs begin. */
  readonly indents: Int32Array;
  readonly count: number;
  /** Where the first document's content begins and ends; the lines between hold no marker. */
  readonly first: number;
  readonly end: number;
  /** Whether content stands on the line of the `---`. */
  readonly inline: boolean;
}

export const empty = -1;
/** Such a line can only go on with a scalar or a flow collection that was begun before. */
export const continued = 0x7fffffff;

/** Takes a text; gives its lines, of the first document in it (YAML 1.2.2 sections 6.1 and 9.1). */
export function yamlLines(content: string): YamlLines {
  const starts: number[] = [];
  const indents: number[] = [];
  let first = -1;
  let end = -1;
  let inline = false;
  for (let start = content.charCodeAt(0) === 0xfeff ? 1 : 0; start < content.length;) {
    const newline = content.indexOf('\n', start);
    const next = newline === -1 ? content.length : newline + 1;
    let at = spacesEnd(content, start);
    let unit = content.charCodeAt(at);
    let indent = at - start;
    if (unit === 0x09) {
      while (unit === 0x09 || unit === 0x20) unit = content.charCodeAt(++at);
      indent = continued;
    }
    if (at >= next - 1 || unit === 0x0d || unit === 0x23) {
      // Blank, a comment, or a single character before the end of the text.
      const single = at < next && unit !== 0x0a && unit !== 0x0d && unit !== 0x23;
      if (!single) indent = empty;
    } else if (indent === 0 && end === -1 && isMarker(content, start)) {
      if (unit === 0x2d && first === -1) {
        first = starts.length + 1;
        inline = /^---[ \t]+[^#\s]/.test(content.slice(start, Math.min(next, start + 200)));
        indent = empty;
      } else {
        end = starts.length;
      }
    } else if (indent === 0 && unit === 0x25 && first === -1) {
      indent = empty;
    }
    if (first === -1 && indent !== empty) first = starts.length;
    starts.push(start);
    indents.push(indent);
    start = next;
  }
  const count = starts.length;
  if (first === -1) first = count;
  if (end === -1 || end < first) end = end === -1 ? count : first;
  starts.push(content.length);
  return { starts: Int32Array.from(starts), indents: Int32Array.from(indents), count, first, end, inline };
}

/** Apart, since a function that is called for every line is compiled sooner than a loop in one that is called once. */
function spacesEnd(content: string, from: number): number {
  let at = from;
  while (content.charCodeAt(at) === 0x20) at++;
  return at;
}

function isMarker(content: string, start: number): boolean {
  const three = content.slice(start, start + 3);
  return (three === '---' || three === '...') && isBlankOrEnd(content.charCodeAt(start + 3));
}

/** Whether a code unit ends a token of YAML: blank, line break, or (NaN) the end of the text. */
export function isBlankOrEnd(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || Number.isNaN(unit);
}
