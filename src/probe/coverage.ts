import type { Coverage, OperationCoverage, ResponseCoverage, Unseen } from '../findings/run-report.ts';
import type { Api, MediaType, Operation, Parameter } from '../openapi/model.ts';
import type { Schemas } from '../schema/schemas.ts';
import { createSchemaCoverage } from './coverage/schema-coverage.ts';
import type { BodyFacts } from './judge/body.ts';
import { nameOf, type Facts } from './judge/facts.ts';
import { documentedStatuses, unreadStatus } from './judge/status.ts';
import { bodyValues, travelled } from './verdicts/travelled.ts';

/** Counts what of a contract the exchanges of a run have touched. */
export interface CoverageCounter {
  /** Takes the facts of an exchange that was judged. */
  add(facts: Facts): void;
  coverage(): Coverage;
}

/** What of one operation was touched. */
interface Touched {
  exchanges: number;
  readonly parameters: Set<Parameter>;
  /** Whether requests have shown all that there is to see in them: they need not be looked at any more. */
  requestDone: boolean;
  /** By status as documented, else as it came. */
  readonly statuses: Map<string, number>;
  /** Those of the request under an empty status. */
  readonly media: Set<string>;
  /** What was seen last: most exchanges have the same. */
  last: { readonly media: MediaType; readonly status: string } | undefined;
}

/** As many names are listed of what was not seen. */
const mostUnseen = 5_000;

/** Takes an API and its schemas; gives a counter of what is in it. */
export function createCoverage(api: Api, schemas: Schemas): CoverageCounter {
  const touched = new Map<Operation, Touched>();
  const schemaCoverage = createSchemaCoverage(api, schemas);

  const touch = (operation: Operation): Touched => {
    const known = touched.get(operation);
    if (known) return known;
    const fresh: Touched = {
      exchanges: 0,
      parameters: new Set(),
      requestDone: false,
      statuses: new Map(),
      media: new Set(),
      last: undefined,
    };
    touched.set(operation, fresh);
    return fresh;
  };
  const seeMedia = (here: Touched, status: string, body: BodyFacts): void => {
    if (body.kind !== 'judged' || !body.media) return;
    const { media } = body;
    if (here.last?.media === media && here.last.status === status) return;
    here.last = { media, status };
    here.media.add(mediaKey(status, media));
  };

  /** What the same text has shown before is not looked at again. */
  const seeBody = (body: BodyFacts): void => {
    if (body.kind !== 'judged' || !body.media) return;
    const { schema } = body.media;
    const known = body.decoded?.kind === 'value' ? body.decoded.known : undefined;
    if (known && known.shownFor === schema) return;
    let whole = true;
    for (const { site, value } of bodyValues(body)) if (!schemaCoverage.see(site, value)) whole = false;
    if (known && whole) known.shownFor = schema;
  };

  const isRequestDone = ({ parameters, requestBody }: Operation, { parameters: seen, media }: Touched) =>
    parameters.every((one) => seen.has(one) && schemaCoverage.isDone(one.schema ?? one.content?.schema)) &&
    [...(requestBody?.content.values() ?? [])].every(
      (one) =>
        media.has(mediaKey('', one)) &&
        schemaCoverage.isDone(one.schema) &&
        schemaCoverage.isDone(one.itemSchema),
    );

  return {
    add(facts) {
      const { operation, request, response } = facts;
      if (!operation) return;
      const here = touch(operation);
      here.exchanges += 1;
      if (request && !here.requestDone) {
        for (const { parameter, kind } of request.parameters.parameters)
          if (kind !== 'absent') here.parameters.add(parameter);
        seeMedia(here, '', request.body);
        for (const { site, value } of travelled(facts, 'request')) schemaCoverage.see(site, value);
        here.requestDone = isRequestDone(operation, here);
      }
      if (response) {
        const { status: came } = response.response;
        const status = response.documented?.status ?? unreadStatus(operation, came) ?? String(came);
        here.statuses.set(status, (here.statuses.get(status) ?? 0) + 1);
        seeMedia(here, status, response.body);
        seeBody(response.body);
        for (const { header, value } of response.headers) {
          const site = header.schema ?? header.content?.schema;
          if (site && value !== undefined && !schemaCoverage.isDone(site)) schemaCoverage.see(site, value);
        }
      }
    },
    coverage() {
      const { unseen, ...schemaCounts } = schemaCoverage.counts();
      const parts = api.operations.map((operation) => partsOf(operation, touched.get(operation)));
      const sum = (kind: 'responses' | 'mediaTypes' | 'parameters') => ({
        covered: parts.reduce((total, part) => total + part[kind].covered, 0),
        total: parts.reduce((total, part) => total + part[kind].total, 0),
      });
      return {
        operations: { covered: touched.size, total: api.operations.length },
        responses: sum('responses'),
        mediaTypes: sum('mediaTypes'),
        parameters: sum('parameters'),
        ...schemaCounts,
        uncovered: parts.flatMap(({ uncovered }) => uncovered),
        unseen: [...parts.flatMap((part) => part.unseen), ...unseen].slice(0, mostUnseen),
        byOperation: parts.map(({ operation }) => operation),
      };
    },
  };
}

function mediaKey(status: string, { range }: MediaType): string {
  return `${status} ${range}`;
}

/** What of one operation was seen, and what was not. */
function partsOf(operation: Operation, touched: Touched | undefined) {
  const { key, parameters, requestBody, responses } = operation;
  const documented = documentedStatuses(operation);
  const count = (status: string) => touched?.statuses.get(status) ?? 0;
  const others = [...(touched?.statuses.keys() ?? [])].filter((status) => !documented.includes(status));
  const rows: ResponseCoverage[] = [
    ...documented.map((status) => ({ status, documented: true, exchanges: count(status) })),
    ...others.map((status) => ({ status, documented: false, exchanges: count(status) })),
  ];
  const unseen: Unseen[] = [];
  const media = [
    ...[...(requestBody?.content.values() ?? [])].map((one) => ({ status: '', one })),
    ...documented.flatMap((status) =>
      [...(responses.get(status)?.content.values() ?? [])].map((one) => ({ status, one })),
    ),
  ];
  const seenMedia = media.filter(({ status, one }) => {
    const seen = touched?.media.has(mediaKey(status, one)) ?? false;
    if (!seen) unseen.push({ kind: 'mediaTypes', name: `${key} ${status || 'request'} ${one.range}` });
    return seen;
  });
  const seenParameters = parameters.filter((one) => {
    const seen = touched?.parameters.has(one) ?? false;
    if (!seen) unseen.push({ kind: 'parameters', name: `${key} ${one.in} ${one.name}` });
    return seen;
  });
  const missing = documented.filter((status) => count(status) === 0);
  const uncovered =
    responses.size === 0 && touched === undefined ? [key] : missing.map((status) => `${key} ${status}`);
  const told: OperationCoverage = {
    operation: nameOf(operation),
    exchanges: touched?.exchanges ?? 0,
    responses: rows,
  };
  return {
    operation: told,
    responses: { covered: documented.length - missing.length, total: documented.length },
    mediaTypes: { covered: seenMedia.length, total: media.length },
    parameters: { covered: seenParameters.length, total: parameters.length },
    uncovered,
    unseen,
  };
}
