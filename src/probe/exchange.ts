import type { Document, Node } from '../document/document.ts';
import type { Pointer } from '../document/pointer.ts';

/** One header line or query parameter, and where it is written. */
export interface Field {
  /** As written. Header names are compared without case. */
  readonly name: string;
  readonly value: string;
  readonly node: Node;
}

/** A body as it travels. */
export interface Body {
  readonly bytes: Uint8Array;
  /** Where it is written. A pointer into its value is looked up below this node, as far as it leads. */
  readonly node: Node;
  /** What the recorder undid: the Content-Encoding, or the character set too, so that the bytes are UTF-8. */
  readonly decoded?: 'content' | 'text';
  /** The value itself, of a body that a recording gives as data. */
  readonly data?: { readonly value: unknown };
  /** Takes where a part of the text begins and ends, without a mark of byte order; gives a place for findings in it. */
  readonly part?: (start: number, end: number) => Node;
  /** Parses the text as a document of its own, so that findings in it have lines. */
  readonly open?: (text: string) => { readonly document: Document; readonly malformed: string | undefined };
}

/** A request as it was sent, or is about to be. */
export interface Request {
  readonly node: Node;
  /** In capitals, as it was sent. */
  readonly method: string;
  /** What stood before the target where it was sent: scheme and host, and what a gateway adds. */
  readonly before?: string;
  /** Path and query, percent-encoded, with or without the base path of a server. */
  readonly target: string;
  /** Where the path is written. */
  readonly targetNode: Node;
  /** Parameters that are written apart from the target too: where findings in them are told. */
  readonly query: readonly Field[];
  readonly headers: readonly Field[];
  readonly body: Body | undefined;
  /** Where there was a body that the recording does not have: why not. */
  readonly bodyLeftOut?: LeftOutBody | undefined;
  /** Whether the recorder left out credentials, as browsers do. */
  readonly credentialsLeftOut?: boolean;
  /** Live: in milliseconds, where less time is taken for it than for others. */
  readonly timeoutMs?: number | undefined;
  /** Whether it is traffic, with all that was sent in it. */
  readonly isTraffic?: boolean;
  /** Whose credentials are added when it is sent: `false` nobody's, undefined those that the contract asks for. */
  readonly auth: false | string | undefined;
}

/** That a response is what a consumer expects: a part of what a provider may send. */
export interface Expectation {
  /** Takes where in the body a value is; gives whether the provider may send another one of its type there. */
  varies(pointer: Pointer): boolean;
  /** The same of the value of a header, by its name in lower case. */
  variesHeader(name: string): boolean;
}

/** Why a recording does not have a body that was there, and where it would be. */
export interface LeftOutBody {
  readonly reason: string;
  readonly at: Node;
}

/** A response as it was recorded or came back. */
export interface Response {
  readonly node: Node;
  readonly status: number;
  readonly statusNode: Node;
  /** Undefined where the recording does not say which headers there were. */
  readonly headers: readonly Field[] | undefined;
  /** The fields behind the body (RFC 9110 section 6.5); undefined where nobody says whether there were any. */
  readonly trailers?: readonly Field[] | undefined;
  readonly body: Body | undefined;
  /** Live: more bytes came behind its end. */
  readonly overlong?: boolean;
  /** Where there was a body that the recording does not have: why not. */
  readonly bodyLeftOut?: LeftOutBody | undefined;
  /** Of a response that nobody sent yet. */
  readonly expectation?: Expectation | undefined;
}

/** A message of a WebSocket. */
export interface Message {
  readonly from: 'client' | 'provider';
  readonly text: string;
  /** Of a binary one that is no text in UTF-8. */
  readonly bytes?: Uint8Array;
  /** Where it is written; a pointer into its value is looked up below. */
  readonly node: Node;
}

/** A request and what came back: what `probe` judges. */
export interface Exchange {
  readonly name: string;
  readonly node: Node;
  /** `delivery`: a request that the provider sent of its own accord, to which we have answered. */
  readonly mode: 'offline' | 'live' | 'delivery';
  readonly request: Request;
  readonly response: Response | undefined;
  /** What followed a handshake. */
  readonly messages?: readonly Message[] | undefined;
  /** Live: the status that the recording has, and where. */
  readonly expected?: { readonly status: number; readonly node: Node } | undefined;
  /** Live: that a refusal for too many requests is an answer as good as any, and not waited out. */
  readonly mayBeLimited?: true | undefined;
  /** Live: why no whole response came back. */
  readonly failure?: string | undefined;
  /** Live: that it failed before it was sent, as there were no credentials to be had for it. */
  readonly unsent?: true | undefined;
  /** Live: that the provider went away. */
  readonly outage?: Outage | undefined;
  /** Live: why it was sent again, once for each time before the last. */
  readonly before?: readonly string[] | undefined;
}

/** How a provider that had answered went away. */
export interface Outage {
  /** The exchange in which that was noticed first. */
  readonly node: Node;
  readonly reason: string;
  /** Whether its request was under way, or could not be sent any more. */
  readonly reached: boolean;
  /** The last one that was answered. */
  readonly last: Exchange | undefined;
}

/** What a recording has in place of a secret. */
export const redacted = '***';

/** Takes headers and a name; gives the values of all lines of that name, in order. */
export function headerValues(headers: readonly Field[] | undefined, name: string): readonly string[] {
  const fields = headerFields(headers, name);
  return fields.length === 0 ? noValues : fields.map(({ value }) => value);
}

const noValues: readonly string[] = [];

/** Takes headers and a name; gives all lines of that name, in order. */
export function headerFields(headers: readonly Field[] | undefined, name: string): readonly Field[] {
  if (headers === undefined) return none;
  const wanted = name.toLowerCase();
  let found: Field[] | undefined;
  for (const field of headers) {
    if (!isNamed(field, wanted)) continue;
    if (found) found.push(field);
    else found = [field];
  }
  return found ?? none;
}

const none: readonly Field[] = [];

/** Takes headers and a name; gives the first line of that name. */
export function headerField(headers: readonly Field[] | undefined, name: string): Field | undefined {
  if (headers === undefined) return undefined;
  const wanted = name.toLowerCase();
  for (const field of headers) if (isNamed(field, wanted)) return field;
  return undefined;
}

function isNamed({ name }: Field, wanted: string): boolean {
  return name.length === wanted.length && name.toLowerCase() === wanted;
}

/** Takes a body; gives whether it has no bytes, without making them of its value. */
export function isEmptyBody(body: Body | undefined): boolean {
  if (body === undefined) return true;
  return (body.data === undefined || typeof body.data.value === 'string') && body.bytes.length === 0;
}

/** Takes a request; gives its query without `?`. */
export function queryOf(request: Pick<Request, 'target'>): string {
  return /\?([^#]*)/.exec(request.target)?.[1] ?? '';
}
