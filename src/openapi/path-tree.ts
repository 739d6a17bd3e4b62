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
  readonly templated: Map<string, { readonly segment: SegmentTemplate; readonly branch: Branch }>;
  readonly templates: string[];
}

/** Path templates, to be found by the paths that they fit. */
export interface PathTree {
  add(template: string): void;
  /** All that fit, concrete segments before templated ones from the left, the most specific first. */
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
      collect(root, segmentsOf(path), 0, [], found);
      return found;
    },
  };
}

function newBranch(): Branch {
  return { literal: new Map(), templated: new Map(), templates: [] };
}

/** Splits a path without its query and fragment. */
export function segmentsOf(path: string): string[] {
  return path
    .replace(/[?#].*$/s, '')
    .replace(/^\//, '')
    .split('/');
}

function descend(branch: Branch, segment: string): Branch {
  if (!/\{[^{}]*\}/.test(segment)) {
    const literal = decodeText(segment);
    const known = branch.literal.get(literal) ?? newBranch();
    branch.literal.set(literal, known);
    return known;
  }
  const known = branch.templated.get(segment);
  if (known) return known.branch;
  const made = { segment: parseSegment(segment), branch: newBranch() };
  branch.templated.set(segment, made);
  return made.branch;
}

function collect(
  branch: Branch,
  segments: readonly string[],
  index: number,
  captured: readonly (readonly [string, string])[],
  found: TemplateMatch[],
): void {
  const segment = segments[index];
  if (segment === undefined) {
    for (const template of branch.templates) found.push({ template, captured: new Map(captured) });
    return;
  }
  const literal = branch.literal.get(decodeText(segment));
  if (literal) collect(literal, segments, index + 1, captured, found);
  const ways = [...branch.templated.values()].sort((a, b) => compareSpecificity(a.segment, b.segment));
  for (const { segment: template, branch: next } of ways) {
    const texts = captureSegment(template, segment);
    if (!texts) continue;
    const named = template.names.map((name, at) => [name, texts[at] ?? ''] as const);
    collect(next, segments, index + 1, [...captured, ...named], found);
  }
}
