import type { Node } from '../../document/document.ts';
import { isObjectNode } from '../../document/node.ts';
import { checkObject, type CheckContext } from '../../openapi/structure/check.ts';
import type { StructureProblem } from '../../openapi/structure/problem.ts';
import { structureOf } from '../../openapi/structure/table.ts';

/** Takes a JSON Schema (2020-12) that is written in a file of ours; gives what is wrong with it and with those in it. */
export function schemaProblems(schema: Node): readonly StructureProblem[] {
  const problems: StructureProblem[] = [];
  const waiting: Node[] = [schema];
  const context: CheckContext = {
    version: '3.1',
    table: structureOf('3.1'),
    booleanSchemas: true,
    report: (problem) => problems.push(problem),
    enter: (node, { kind }) => {
      if (kind === 'schema') waiting.push(node);
    },
    stray: () => undefined,
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isObjectNode(node)) checkObject(context, node, 'schema', 'json-schema-2020-12');
  }
  return problems;
}
