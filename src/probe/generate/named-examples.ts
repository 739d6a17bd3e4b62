import type { Node } from '../../document/document.ts';
import { isObject } from '../../document/node.ts';
import type { Example, Operation, Parameter, Response } from '../../openapi/model.ts';
import type { CaseBody } from './case.ts';
import { writable } from './writable.ts';

/** A request as the examples of one name have it, and the answers that have an example of that name. */
export interface NamedExample {
  readonly operation: Operation;
  readonly name: string;
  readonly parameters: ReadonlyMap<Parameter, unknown>;
  readonly body: CaseBody | undefined;
  /** One of its examples in the request. */
  readonly asked: Node;
  readonly answers: readonly NamedAnswer[];
  /** Whether it is the only example that the request has: then it says what a request looks like, and not which. */
  readonly only: boolean;
  /** Whether one of its examples is marked `x-apicheck-skip`. */
  readonly skipped: boolean;
}

/** An example of an answer. */
export interface NamedAnswer {
  /** As written: `404`, `4XX`, `default`. */
  readonly status: string;
  readonly at: Node;
  /** Undefined where it is the example of a header. */
  readonly value: unknown;
  readonly skipped: boolean;
}

/**
 * Takes an operation; gives its examples by name, each of a request and one or more answers. A name that stands on one
 * side alone ties nothing.
 */
export function namedExamples(operation: Operation): readonly NamedExample[] {
  const { requestBody } = operation;
  const inParameters = operation.parameters.map((parameter) => ({
    parameter,
    byName: byName([...parameter.examples, ...(parameter.content?.examples ?? [])]),
  }));
  const inBodies = [...(requestBody?.content.values() ?? [])].map((media) => ({
    media,
    byName: byName(media.examples),
  }));
  const names = new Set([...inParameters, ...inBodies].flatMap((one) => [...one.byName.keys()]));
  if (names.size === 0) return [];
  const answers = answersByName(operation.responses);
  return [...names].flatMap((name): NamedExample[] => {
    const tied = answers.get(name);
    const written = inParameters.flatMap(({ parameter, byName: own }) => {
      const found = own.get(name);
      return found ? [{ parameter, found }] : [];
    });
    const media = writable(inBodies.flatMap(({ media, byName: own }) => (own.has(name) ? [media] : [])));
    const body = inBodies.find((one) => one.media === media)?.byName.get(name);
    const asked = [...(body ? [body] : []), ...written.map(({ found }) => found)];
    const [first] = asked;
    if (!tied || !first) return [];
    return [
      {
        operation,
        name,
        parameters: new Map(written.map(({ parameter, found }) => [parameter, found.value] as const)),
        body: media && body && { media, value: body.value },
        asked: first.at,
        answers: tied,
        only: names.size === 1,
        skipped: [...asked, ...tied].some(({ skipped }) => skipped),
      },
    ];
  });
}

/** Takes the examples of an operation; gives whether all answers of this one say that it went wrong. */
export function fails({ operation, answers, only }: NamedExample): boolean {
  const hasSuccess = [...operation.responses.keys()].some((status) => status.startsWith('2'));
  return !only && answers.every(({ status }) => /^[45]/.test(status) || (status === 'default' && hasSuccess));
}

/** Takes an operation; gives the names of examples that a request is not to be made of that must be served. */
export function failingNames(operation: Operation): ReadonlySet<string | undefined> {
  return new Set(namedExamples(operation).flatMap((one) => (fails(one) ? [one.name] : [])));
}

interface Written {
  readonly value: unknown;
  readonly at: Node;
  readonly skipped: boolean;
}

function byName(examples: readonly Example[]): ReadonlyMap<string, Written> {
  return new Map(
    examples.flatMap(({ name, value, node, use }) =>
      name !== undefined && value
        ? [[name, { value: value.value, at: use, skipped: isSkipped(node) }] as const]
        : [],
    ),
  );
}

function answersByName(responses: ReadonlyMap<string, Response>): ReadonlyMap<string, NamedAnswer[]> {
  const found = new Map<string, NamedAnswer[]>();
  const add = (status: string, { name, node, use, value }: Example, isBody: boolean): void => {
    if (name === undefined) return;
    const answers = found.get(name) ?? [];
    found.set(name, answers);
    answers.push({ status, at: use, value: isBody ? value?.value : undefined, skipped: isSkipped(node) });
  };
  for (const [status, { content, headers }] of responses) {
    for (const { examples } of content.values()) for (const one of examples) add(status, one, true);
    for (const { examples } of headers.values()) for (const one of examples) add(status, one, false);
  }
  return found;
}

function isSkipped({ value }: Node): boolean {
  const mark = isObject(value) ? value['x-apicheck-skip'] : undefined;
  return mark !== undefined && mark !== false;
}
