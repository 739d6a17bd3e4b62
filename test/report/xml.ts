/** An element of a parsed XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const chars = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const name = '[A-Za-z_][\\w.-]*';
const tag = new RegExp(`^<(/?)(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>`);

/**
 * Takes a text; gives it as XML 1.0 without comments, CDATA, processing instructions and entities of its own, none
 * of which a report has. Throws where it is not well-formed.
 */
export function parseXml(text: string): XmlElement {
  if (!chars.test(text)) throw new Error('a character that XML cannot hold');
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error('no declaration');
  let rest = text.slice(declaration.length);
  const open: { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string }[] = [];
  let root: XmlElement | undefined;
  while (rest !== '') {
    const parent = open.at(-1);
    const run = /^[^<]+/.exec(rest)?.[0];
    if (run !== undefined) {
      if (parent) parent.text += unescape(run);
      else if (run.trim() !== '') throw new Error(`text outside of the root: ${run}`);
      rest = rest.slice(run.length);
      continue;
    }
    const match = tag.exec(rest);
    if (!match) throw new Error(`no tag: ${rest.slice(0, 60)}`);
    const [whole, closing, element = '', written = '', empty] = match;
    rest = rest.slice(whole.length);
    if (closing === '/') {
      const closed = open.pop();
      if (closed?.name !== element) throw new Error(`</${element}> closes <${closed?.name}>`);
      if (open.length === 0) root = closed;
      continue;
    }
    if (root !== undefined) throw new Error('two roots');
    const made = { name: element, attributes: attributesOf(written), children: [], text: '' };
    parent?.children.push(made);
    if (empty !== '/') open.push(made);
    else if (!parent) root = made;
  }
  if (root === undefined || open.length > 0) throw new Error('an element is not closed');
  return root;
}

function attributesOf(written: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, key = '', value = ''] of written.matchAll(/([\w.-]+)="([^"]*)"/g)) {
    if (attributes.has(key)) throw new Error(`attribute ${key} twice`);
    attributes.set(key, unescape(value.replace(/[\t\n\r]/g, ' ')));
  }
  return attributes;
}

function unescape(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&([^;&]*);|&/g, (whole, entity: string | undefined) => {
    const number = /^#(\d+)$/.exec(entity ?? '')?.[1];
    const value = number === undefined ? named[entity ?? ''] : String.fromCodePoint(Number(number));
    if (value === undefined) throw new Error(`unknown entity ${whole}`);
    return value;
  });
}
