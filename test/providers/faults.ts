import { define, editJson, replaceBy, type Container } from './edit-json.ts';
import type { Request } from './http.ts';
import { json, text, type Reply } from './reply.ts';

/** Which replies a fault spoils: those of one operation with one status, 200 if none is given. */
export interface Victim {
  readonly operation: string;
  readonly status?: number;
}

/** One mistake that a provider can be told to make. */
export interface Fault {
  /** One sentence: what the provider then does. */
  readonly description: string;
  /** Missing where the provider asks `ActiveFaults.has` itself, for a mistake in what it does rather than says. */
  readonly victim?: Victim;
  readonly spoil?: (reply: Reply, request: Request) => Reply;
}

export type FaultTable = Readonly<Record<string, Fault>>;

/** The mistakes that a started provider makes. */
export interface ActiveFaults {
  has(name: string): boolean;
  /** The reply as it is to be sent: the same one, unless a fault has this operation and status for its victim. */
  apply(operation: string, reply: Reply, request: Request): Reply;
}

/** A provider's `faults`: each name with its sentence. */
export function describeFaults(table: FaultTable): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(table).map(([name, fault]) => [name, fault.description]));
}

/** Switches faults on by name; throws, naming those there are, if one is unknown. */
export function activateFaults(table: FaultTable, names: readonly string[] = []): ActiveFaults {
  const unknown = names.filter((name) => !Object.hasOwn(table, name));
  if (unknown.length > 0) {
    throw new Error(`unknown fault ${unknown.join(', ')}; there are: ${Object.keys(table).join(', ')}`);
  }
  const active = new Map(names.flatMap((name) => (table[name] ? [[name, table[name]] as const] : [])));
  return {
    has: (name) => active.has(name),
    apply(operation, reply, request) {
      let sent = reply;
      for (const { victim, spoil } of active.values()) {
        const hit = victim?.operation === operation && (victim.status ?? 200) === reply.status;
        if (hit && spoil) sent = spoil(sent, request);
      }
      return sent;
    },
  };
}

/** A mistake in what the provider does; it asks `ActiveFaults.has` where it would do right. */
export const misbehaviour = (description: string): Fault => ({ description });

/** A mistake that fits none of the kinds below. */
export function custom(
  victim: Victim,
  description: string,
  spoil: (reply: Reply, request: Request) => Reply,
): Fault {
  return { victim, description, spoil };
}

/** The field at `pointer` of the JSON body is left out. */
export function missingField(victim: Victim, pointer: string): Fault {
  const remove = (parent: Container, key: string) => {
    if (!Object.hasOwn(parent, key)) return;
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  };
  const spoil = (reply: Reply) => editJson(reply, pointer, remove);
  return { victim, description: `${name(victim)} comes without ${pointer}.`, spoil };
}

/** The value at `pointer` becomes `value`, whatever it was. */
export function wrongValue(victim: Victim, pointer: string, value: unknown, description?: string): Fault {
  const sentence = description ?? `${name(victim)} has ${JSON.stringify(value)} at ${pointer}.`;
  return {
    victim,
    description: sentence,
    spoil: (reply) =>
      editJson(
        reply,
        pointer,
        replaceBy(() => value),
      ),
  };
}

/** The value at `pointer` becomes one of another JSON type. */
export function wrongType(victim: Victim, pointer: string): Fault {
  return {
    victim,
    description: `${name(victim)} has a value of another JSON type at ${pointer}.`,
    spoil: (reply) => editJson(reply, pointer, replaceBy(otherType)),
  };
}

export function nullField(victim: Victim, pointer: string): Fault {
  return wrongValue(victim, pointer, null, `${name(victim)} has null at ${pointer}.`);
}

/** A value that the documented enum lacks. */
export function enumDrift(victim: Victim, pointer: string, value = 'not_documented'): Fault {
  return wrongValue(
    victim,
    pointer,
    value,
    `${name(victim)} has the undocumented value "${value}" at ${pointer}.`,
  );
}

export function numberAsString(victim: Victim, pointer: string): Fault {
  return {
    victim,
    description: `${name(victim)} has its number at ${pointer} as a string.`,
    spoil: (reply) => editJson(reply, pointer, replaceBy(String)),
  };
}

/** An RFC 3339 date-time or date written the way people write it. */
export function wrongDateFormat(victim: Victim, pointer: string): Fault {
  const spoil = (reply: Reply) =>
    editJson(
      reply,
      pointer,
      replaceBy((value) =>
        String(value)
          .replace(/^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?$/, '$3/$2/$1 $4')
          .trim(),
      ),
    );
  return { victim, description: `${name(victim)} has its date at ${pointer} as day/month/year.`, spoil };
}

/** A field that the schema does not allow, in the object at `parent` ('' for the whole body). */
export function extraField(
  victim: Victim,
  parent: string,
  field: string,
  value: unknown,
  description = `${name(victim)} has an undocumented "${field}" in ${parent || 'its body'}.`,
): Fault {
  const add = (object: Container, key: string) => void (Array.isArray(object) || define(object, key, value));
  return { victim, description, spoil: (reply) => editJson(reply, `${parent}/${field}`, add) };
}

export function undocumentedStatus(victim: Victim, status: number): Fault {
  return {
    victim,
    description: `${name(victim)} is sent with the undocumented status ${status}.`,
    spoil: (reply) => ({ ...reply, status }),
  };
}

export function wrongContentType(victim: Victim, contentType = 'text/plain'): Fault {
  return {
    victim,
    description: `${name(victim)} is sent as ${contentType}.`,
    spoil: (reply) => withHeader(reply, 'content-type', contentType),
  };
}

/** The body breaks off before its last character, under an unchanged media type. */
export function malformedJson(victim: Victim): Fault {
  const cut = (reply: Reply): Reply =>
    reply.body?.kind === 'json'
      ? { ...reply, body: { kind: 'text', text: JSON.stringify(reply.body.value).slice(0, -1) } }
      : reply;
  return { victim, description: `${name(victim)} has a body that breaks off, and is not JSON.`, spoil: cut };
}

/** No body, under an unchanged media type. */
export function emptyBody(victim: Victim): Fault {
  return {
    victim,
    description: `${name(victim)} comes with an empty body.`,
    spoil: ({ status, headers }) => ({ status, headers, body: { kind: 'text', text: '' } }),
  };
}

/** A body where there may be none; on a 204 it is written to the wire all the same. */
export function unexpectedBody(victim: Victim, value: unknown = { ok: true }): Fault {
  return {
    victim,
    description: `${name(victim)} comes with a body where there may be none.`,
    spoil: (reply) => json(reply.status, value, reply.headers),
  };
}

export function missingHeader(victim: Victim, header: string): Fault {
  return {
    victim,
    description: `${name(victim)} comes without its ${header} header.`,
    spoil: (reply) => withHeader(reply, header, undefined),
  };
}

export function badHeader(victim: Victim, header: string, value: string): Fault {
  return {
    victim,
    description: `${name(victim)} has "${value}" for its ${header} header.`,
    spoil: (reply) => withHeader(reply, header, value),
  };
}

/** The page of a proxy in place of the documented error body. */
export function htmlError(victim: Victim): Fault {
  const page =
    '<!doctype html>\n<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>\n';
  const spoil = (reply: Reply) =>
    text(reply.status, 'text/html', page, withHeader(reply, 'content-type', undefined).headers);
  return { victim, description: `${name(victim)} is an HTML page.`, spoil };
}

/** Valid JSON, but another framework's error body. */
export function wrongErrorShape(victim: Victim): Fault {
  return {
    victim,
    description: `${name(victim)} has the error body of another framework.`,
    spoil: (reply) =>
      json(reply.status, { detail: 'Something went wrong', traceId: '00-4bf92f35-01' }, reply.headers),
  };
}

/** A 500 with a stack trace as text in place of the reply. */
export function serverError(victim: Victim): Fault {
  const trace =
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at handle (/srv/app/handler.js:42:17)\n";
  return {
    victim,
    description: `${name(victim)} is a 500 with a stack trace as text instead.`,
    spoil: () => text(500, 'text/plain', trace),
  };
}

const name = ({ operation, status = 200 }: Victim) => `The ${status} of ${operation}`;

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value };
  if (typeof value === 'number') return [value];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return 42;
  return value === null ? 0 : [value];
}

function withHeader(reply: Reply, header: string, value: string | undefined): Reply {
  const others = Object.entries(reply.headers).filter(([key]) => key !== header.toLowerCase());
  return {
    ...reply,
    headers: Object.fromEntries(value === undefined ? others : [...others, [header.toLowerCase(), value]]),
  };
}
