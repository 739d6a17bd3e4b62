import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import type { Example, Operation, Parameter, SchemaSite } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import { certainSample } from './certain.ts';
import { caseBody } from './case-body.ts';
import { exchangeOf, type Case, type CaseBody } from './case.ts';
import { failingNames } from './named-examples.ts';
import { isSafe } from './order.ts';
import { proofOf, type Proof } from './proof.ts';
import { isReference } from './references.ts';
import { sampleOf, type Extent } from './sample.ts';
import { variationsOf } from './variations.ts';
import { writable } from './writable.ts';

/** A case that the contract has been asked about. */
export interface Draft extends Case {
  readonly proof: Proof & { readonly kind: 'valid' | 'invalid' };
  /** The path parameter that it is about, whose value is then not one that is known to exist. */
  readonly varied: Parameter | undefined;
  /** The request that it differs from in one thing; itself for the usual ones. */
  readonly base: Case;
  /** It is sent to be refused with a 429 at some time. */
  readonly mayBeLimited?: true;
  /** Which tag its If-Match has is what it is about. */
  readonly ownCondition?: true;
  /** What it makes is in a state of its own: no other request is to be about it. */
  readonly apart?: true;
}

/** Whether nothing about a request is special. */
export function isUsual({ what, base }: Draft): boolean {
  return what === base.what;
}

/** Gives a small instance of a schema that is sampled wrongly. */
export type SmallestInstance = (site: SchemaSite) => { readonly value: unknown } | undefined;

/**
 * Takes an operation and what finds small instances; gives the requests that it is tried with, the usual ones first:
 * valid ones that differ in one thing, and invalid ones that differ from a valid one in one thing. Empty where none
 * that is valid could be made.
 */
export function draftsOf(
  context: ProbeContext,
  operation: Operation,
  smallest: SmallestInstance,
): readonly Draft[] {
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  const add = (one: Case, base: Case, varied?: Parameter, mark = ''): boolean => {
    const request = exchangeOf(one, one.what)?.request;
    if (request === undefined) return false;
    // What is one on the wire is sent once: an empty list is no parameter at all.
    const headers = request.headers.map(({ name, value }) => `${name}: ${value}`);
    const body = Buffer.from(request.body?.bytes ?? []).toString('latin1');
    const key = JSON.stringify([request.target, headers, body, mark]);
    if (seen.has(key)) return false;
    seen.add(key);
    const proof = proofOf(context, one);
    if (proof.kind === 'unknown') return false;
    // How null is written in a parameter, no version of OpenAPI says.
    if (varied && proof.kind === 'valid' && holdsNull(one.parameters.get(varied))) return false;
    // It may lead to what is there, and is nobody's to change.
    if (varied?.in === 'path' && proof.kind === 'valid' && !isSafe(operation)) return false;
    drafts.push({ ...one, proof, varied, base });
    return proof.kind === 'valid';
  };

  // A body that need not be sent is often meant to be.
  const usual = [usualOf('full', true), usualOf('least', false), usualOf('least', true)];
  const bases = usual.flatMap((one) => {
    const base = baseOf(context, operation, one, smallest);
    return base && add(base, base) ? [base] : [];
  });
  const [base] = bases;
  if (base === undefined) return [];
  for (const example of exampleBodies(context.api.documents, operation))
    add({ ...base, body: example, what: 'an example of the contract' }, base);
  for (const [parameter, value] of base.parameters) {
    const { schema, content, name } = parameter;
    const site = schema ?? content?.schema;
    const without = new Map([...base.parameters].filter(([other]) => other !== parameter));
    if (parameter.in !== 'path')
      add({ ...base, parameters: without, what: `without ${parameter.in} parameter ${name}` }, base);
    // What is known to exist takes the place of ids: once, one is asked for that does not.
    if (isSafe(operation) && (parameter.in === 'path' || isReference(name))) {
      const unknown = { ...base, what: `${parameter.in} parameter ${name}: one that nobody made` };
      add(unknown, base, parameter, name);
    }
    if (!site) continue;
    for (const { value: other, what } of variationsOf(
      context.api.documents,
      context.schemas,
      site,
      value,
      smallest,
    )) {
      const parameters = new Map([...base.parameters, [parameter, other]]);
      add({ ...base, parameters, what: `${parameter.in} parameter ${name}: ${what}` }, base, parameter);
    }
  }
  const { body } = base;
  if (body) add({ ...base, body: undefined, what: 'without a body' }, base);
  if (body?.media.schema) {
    for (const { value, what } of variationsOf(
      context.api.documents,
      context.schemas,
      body.media.schema,
      body.value,
      smallest,
    ))
      add({ ...base, body: { ...body, value }, what: `body ${what}` }, base);
  }
  return drafts;
}

/** What a usual request has, and what it is called. */
interface Usual {
  readonly extent: Extent;
  /** Whether a body that need not be sent is. */
  readonly withBody: boolean;
  readonly what: string;
}

function usualOf(extent: Extent, withBody: boolean): Usual {
  const least = withBody ? 'what is required of a body' : 'what is required';
  return { extent, withBody, what: extent === 'full' ? 'all that is declared' : least };
}

function baseOf(
  context: ProbeContext,
  operation: Operation,
  { extent, withBody, what }: Usual,
  smallest: SmallestInstance,
): Case | undefined {
  const { documents } = context.api;
  /** A sample that is wrong gives way to one that is not. */
  const certain = (site: SchemaSite, sample: unknown): unknown => {
    const { schemas } = context;
    const part = certainSample(context, site, sample, (one) => (one === site ? undefined : smallest(one)));
    if (schemas.accepts(site, part) === true) return part;
    const least = sampleOf(documents, site, 'least');
    return schemas.accepts(site, least) === true ? least : (smallest(site)?.value ?? sample);
  };
  const failing = failingNames(operation);
  const parameters = new Map<Parameter, unknown>();
  for (const parameter of operation.parameters) {
    if (extent === 'least' && !parameter.required) continue;
    const site = parameter.schema ?? parameter.content?.schema;
    const example = served(parameter.examples, failing)[0]?.value;
    const sample = example ?? (site ? sampleOf(documents, site, extent, parameter.name) : parameter.name);
    parameters.set(parameter, site ? certain(site, sample) : sample);
  }
  const { requestBody } = operation;
  let body: CaseBody | undefined;
  if (requestBody && (withBody || requestBody.required)) {
    const media = writable(requestBody.content.values());
    if (!media) return undefined;
    const example = served(media.examples, failing)[0]?.value;
    const sample =
      extent === 'full' && example !== undefined
        ? example
        : media.schema
          ? sampleOf(documents, media.schema, extent)
          : {};
    body = caseBody(documents, media, media.schema ? certain(media.schema, sample) : sample);
  }
  return { operation, parameters, body, what };
}

function exampleBodies(documents: Documents, operation: Operation): readonly CaseBody[] {
  const { requestBody } = operation;
  const media = requestBody && writable(requestBody.content.values());
  if (!media) return [];
  return served(media.examples, failingNames(operation)).map(({ value }) =>
    caseBody(documents, media, value),
  );
}

/** The values of examples, but for those that the contract shows to be refused. */
function served(examples: readonly Example[], failing: ReadonlySet<string | undefined>): readonly Node[] {
  return examples.flatMap(({ name, value }) => (value && !failing.has(name) ? [value] : []));
}

function holdsNull(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.includes(null));
}
