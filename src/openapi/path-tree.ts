import {
  captureSegment,
  compareSpecificity,
  decodeText,
  parseSegment,
  type SegmentTemplate,
} from './path-template.ts';

/** A template that fits a path, and the texts of its parameters as they were sent. */
export interface TemplateMatch {
  readonly template: string;
  readonly captured: ReadonlyMap<string, string>;
}

interface Branch {
  readonly literal: Map<string, Branch>;
  /** The most specific first. */
  readonly templated: { readonly text: string; readonly segment: SegmentTemplate; readonly branch: Branch }[];
  readonly templates: string[];
}

/** Path templates, to be found by the paths that they fit. */
export interface PathTree {
  add(template: string): void;
  /** Takes a path without query and fragment; gives all that fit, concrete segments before templated ones from the left, the most specific first. */
  find(path: string): TemplateMatch[];
}

/** Makes a tree of path templates. Finding takes time in proportion to the branches that fit, never more than all. */
export function createPathTree(): PathTree {
  const root = newBranch();
  return {
    add(template) {
      let branch = root;
      for (const segment of segmentsOf(template)) branch = descend(branch, segment);
      if (!branch.templates.includes(template)) branch.templates.push(template);
    },
    find(path) {
      const found: TemplateMatch[] = [];
      collect(root, partsOf(path), { index: 0, captured: [], found });
      return found;
    },
  };
}

function newBranch(): Branch {
  return { literal: new Map(), templated: [], templates: [] };
}

/** Splits a path without its query and fragment. */
export function segmentsOf(path: string): string[] {
  return partsOf(withoutQuery(path));
}

function partsOf(path: string): string[] {
  return (path.startsWith('/') ? path.slice(1) : path).split('/');
}

/** Takes a path; gives it without its query and fragment. */
export function withoutQuery(path: string): string {
  const hash = path.indexOf('#');
  const plain = hash === -1 ? path : path.slice(0, hash);
  const mark = plain.indexOf('?');
  return mark === -1 ? plain : plain.slice(0, mark);
}

function descend(branch: Branch, segment: string): Branch {
  if (!/\{[^{}]*\}/.test(segment)) {
    const literal = decodeText(segment);
    const known = branch.literal.get(literal) ?? newBranch();
    branch.literal.set(literal, known);
    return known;
  }
  const known = branch.templated.find(({ text }) => text === segment);
  if (known) return known.branch;
  const made = { text: segment, segment: parseSegment(segment), branch: newBranch() };
  branch.templated.push(made);
  branch.templated.sort((a, b) => compareSpecificity(a.segment, b.segment));
  return made.branch;
}

interface Walk {
  index: number;
  /** Of the way here: names and texts in turn. */
  readonly captured: string[];
  readonly found: TemplateMatch[];
}

function collect(branch: Branch, segments: readonly string[], walk: Walk): void {
  const segment = segments[walk.index];
  if (segment === undefined) {
    for (const template of branch.templates) walk.found.push({ template, captured: pairs(walk.captured) });
    return;
  }
  const literal = branch.literal.get(decodeText(segment));
  walk.index += 1;
  if (literal) collect(literal, segments, walk);
  for (const { segment: template, branch: next } of branch.templated) {
    const texts = captureSegment(template, segment);
    if (!texts) continue;
    const { length } = walk.captured;
    for (let at = 0; at < texts.length; at += 1)
      walk.captured.push(template.names[at] ?? '', texts[at] ?? '');
    collect(next, segments, walk);
    walk.captured.length = length;
  }
  walk.index -= 1;
}

function pairs(list: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < list.length; at += 2) found.set(list[at] ?? '', list[at + 1] ?? '');
  return found;
}

/**
 * Takes two templates that fit the same path; gives whether the first is the more specific (OpenAPI 3.1.1, path
 * templating matching): at each segment as concrete as the other or more so, and more at one.
 */
export function isMoreSpecific(one: string, other: string): boolean {
  const others = segmentsOf(other).map(parseSegment);
  const differences = segmentsOf(one).map((segment, index) =>
    compareSpecificity(parseSegment(segment), others[index] ?? parseSegment('')),
  );
  const queries = Number(other.includes('?')) - Number(one.includes('?'));
  return (
    [...differences, queries].every((each) => each <= 0) && [...differences, queries].some((each) => each < 0)
  );
}
