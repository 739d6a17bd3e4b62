import type { DocumentProblem } from '../document/document.ts';
import { locationOf, type Collector } from '../findings/collect.ts';
import type { FindingMeta } from '../findings/meta.ts';
import { structureCodes, type StructureCode } from '../openapi/structure/codes.ts';
import type { StructureProblem } from '../openapi/structure/problem.ts';
import { structureFix } from './structure-fix.ts';

const metaByCode = new Map<StructureCode, FindingMeta>(
  (Object.keys(structureCodes) as StructureCode[]).map((code) => [
    code,
    {
      code,
      ...structureCodes[code],
      presets: { spec: structureCodes[code].severity },
      messages: {},
    },
  ]),
);

/** What is known of the findings that the structure tables make. */
export const structureMetas: readonly FindingMeta[] = [...metaByCode.values()];

/**
 * Takes where a description is not what its version wants, and what is wrong with its texts; gives it without what
 * only follows from the latter: what stands on the same line, and fields that may be missing because they could not
 * be read.
 */
export function withoutConsequences(
  structure: readonly StructureProblem[],
  problems: readonly DocumentProblem[],
): readonly StructureProblem[] {
  if (problems.length === 0) return structure;
  const lines = linesOf(problems);
  const broken = new Set(
    problems.filter(({ code }) => code === 'document-syntax').map(({ location }) => location.uri),
  );
  return structure.filter(({ code, node, part }) => {
    const { uri, range } = locationOf(node, part);
    return !lines.has(`${uri}:${range.start.line}`) && !(code === 'field-missing' && broken.has(uri));
  });
}

/**
 * Takes a collector and what is wrong with the texts; gives a collector that passes over what rules find on a line with
 * broken syntax: what stands there is not what its author wrote.
 */
export function besideBrokenLines(
  collector: Pick<Collector, 'reporter'>,
  problems: readonly DocumentProblem[],
): Pick<Collector, 'reporter'> {
  const lines = linesOf(problems.filter(({ code }) => code === 'document-syntax'));
  if (lines.size === 0) return collector;
  return {
    reporter(meta) {
      const reportAs = collector.reporter(meta);
      return (report) => {
        const { uri, range } = locationOf(report.at, report.part);
        if (!lines.has(`${uri}:${range.start.line}`)) reportAs(report);
      };
    },
  };
}

function linesOf(problems: readonly DocumentProblem[]): ReadonlySet<string> {
  return new Set(problems.map(({ location }) => `${location.uri}:${location.range.start.line}`));
}

/** Takes where a description is not what its version wants; reports each at its place. */
export function reportStructure(collector: Collector, problems: Iterable<StructureProblem>): void {
  for (const problem of problems) {
    const { code, node, part, message, suggestion, related } = problem;
    const meta = metaByCode.get(code);
    if (!meta) continue;
    const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
    collector.reporter({ ...meta, messages: { said: '{what}' } })({
      message: 'said',
      params: { what: message + hint },
      at: node,
      fix: () => structureFix(problem),
      ...(part && { part }),
      ...(related && { related: related.map(({ node: at, ...rest }) => ({ ...rest, at })) }),
    });
  }
}
