import { child, isObject, isObjectNode, items } from '../../document/node.ts';
import { documentDialect } from '../../openapi/dialect.ts';
import type { Api, Operation, SchemaSite } from '../../openapi/model.ts';
import type { Message } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
import { readExactJson } from './json-text.ts';
import { judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

/** The schemas of an operation's messages, of which one has to hold; none where the contract does not say. */
export interface MessageSchemas {
  /** What the provider sends. */
  readonly provider: readonly SchemaSite[];
  /** What it takes. */
  readonly client: readonly SchemaSite[];
}

const names = ['x-websocket', 'x-websocket-messages'];

/**
 * Takes an API and an operation; gives the schemas of the messages that follow its handshake, as `x-websocket` has
 * them: `send` and `receive`, as the provider does, each a schema or a list of schemas. Undefined without.
 */
export function messageSchemas(api: Api, operation: Operation): MessageSchemas | undefined {
  const extension = names.map((name) => child(operation.node, name)).find(isObjectNode);
  if (extension === undefined) return undefined;
  const sites = (name: string, direction: SchemaSite['direction']): SchemaSite[] => {
    const written = child(extension, name);
    const nodes = Array.isArray(written?.value) ? items(written) : written ? [written] : [];
    return nodes
      .filter(({ value }) => isObject(value) || typeof value === 'boolean')
      .map((node) => ({ node, direction, dialect: documentDialect(node.document, api.version) }));
  };
  return { provider: sites('send', 'response'), client: sites('receive', 'request') };
}

/** Takes a message, the schemas of which one has to hold, and words for it; gives what is wrong with it. */
export function judgeMessage(
  { schemas }: ProbeContext,
  { text, node }: Message,
  sites: readonly SchemaSite[],
): Outcome | { readonly malformed: string } {
  const reading = readExactJson(text);
  const value = 'value' in reading ? reading.value : text;
  const outcomes = sites.map((site) => judgeValue(schemas, site, value, node));
  if (outcomes.some((outcome) => outcome === nothingWrong)) return nothingWrong;
  if ('reason' in reading) return { malformed: reading.reason };
  // The schema that it is nearest to tells the most.
  return outcomes.reduce(
    (a, b) => (b.mismatches.length < a.mismatches.length ? b : a),
    outcomes[0] ?? nothingWrong,
  );
}
