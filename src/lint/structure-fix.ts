import type { Node } from '../document/document.ts';
import {
  insertMember,
  nestMembers,
  removeNode,
  renameKey,
  replaceValue,
  type Edits,
} from '../document/edit.ts';
import { child, holderOf, isObject, isObjectNode } from '../document/node.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Fix } from '../findings/finding.ts';
import type { StructureProblem } from '../openapi/structure/problem.ts';
import { safeFix } from './mend.ts';
import { lastKey, nullable, otherKeyword } from './structure-keyword-fix.ts';
import { otherValue, retyped, wholeVersion } from './structure-value-fix.ts';

/** Takes what is wrong with the structure; gives how to mend it where its author can only have meant one thing. */
export function structureFix(problem: StructureProblem): Fix | undefined {
  const { code, node, part, suggestion, certain, under } = problem;
  if (suggestion !== undefined && certain === true) {
    const what = JSON.stringify(suggestion);
    return part === 'key'
      ? safeFix(`rename it to ${what}`, renameKey(node, suggestion))
      : safeFix(`write ${what}`, replaceValue(node, suggestion));
  }
  if (under !== undefined) return nested(problem, under);
  switch (code) {
    case 'field-type-mismatch':
      return problem.wanted ? retyped(node, problem.wanted) : wholeVersion(node);
    case 'field-value-invalid':
      return wholeVersion(node) ?? otherValue(node);
    case 'field-missing':
      return completed(problem);
    case 'field-misplaced':
      return otherKeyword(node) ?? withoutEffect(node);
    case 'keyword-unknown':
      return nullable(node);
    default:
      return undefined;
  }
}

/** Of what lacks a field whose value is no choice. */
function completed({ node, message }: StructureProblem): Fix | undefined {
  if (!isObjectNode(node)) return undefined;
  const add = (key: string, value: unknown, beside: string | undefined) =>
    beside !== undefined && message.includes(JSON.stringify(key)) && !Object.hasOwn(node.value, key)
      ? safeFix(`add "${key}": ${JSON.stringify(value)}`, insertMember(node, key, value, beside))
      : undefined;
  const last = Object.keys(node.value).at(-1);
  if (node.value['in'] === 'path' && Object.hasOwn(node.value, 'name')) return add('required', true, 'in');
  if (node.value['type'] === 'array') return add('items', {}, 'type');
  if (node.pointer === '' && isObject(node.value['info'])) return add('paths', {}, 'info');
  const inFlow = pointerKeys(node.pointer).at(-2) === 'flows';
  return inFlow ? add('scopes', {}, last) : undefined;
}

/** What has no place where it stands, and changes nothing when it goes. */
function withoutEffect(node: Node): Fix | undefined {
  if (lastKey(node) !== 'allowEmptyValue' || node.value !== false) return undefined;
  return safeFix('remove it', removeNode(node));
}

function nested({ node, related = [] }: StructureProblem, under: string): Fix | undefined {
  const holder = holderOf(node);
  if (holder === undefined || child(holder, 'content') || child(holder, under)) return undefined;
  const keys = [node, ...related.map((each) => each.node)].map(lastKey);
  const edits: Edits = nestMembers(holder, keys, under);
  return safeFix(`put ${keys.length === 1 ? 'it' : 'them'} under "${under}"`, edits);
}
