import type { Finding } from '../../findings/finding.ts';
import type { ExchangedMessages, MessageShown, TextShown } from '../../findings/run-report.ts';
import type { Body, Exchange, Field, Request } from '../exchange.ts';
import { redacted } from '../exchange.ts';
import type { Redactor } from '../redact.ts';
import { hideMembers } from '../hide-members.ts';
import { secretsInBody } from '../secret-names.ts';
import { layOutJson, type Stretch } from './layout.ts';
import { placeInBody, placeOf } from './places.ts';

/** As much of a body is shown, in UTF-16 units; of a longer one, what is around the first mark. */
const mostShown = 8_000;
const lead = 2_000;
/** Longer ones are not laid out: it takes their whole length. */
const mostLaidOut = 500_000;
/** As much is kept of all bodies, and again as much of those in which something was found. */
const mostKept = 12_000_000;
const mostHeaders = 100;
const longestHeader = 1_000;

/** Keeps what was sent and came back, as far as a report shows it. */
export interface MessageKeeper {
  /** Takes an exchange, the request as it went out, its URL if it was sent, and what was found in it. */
  keep(
    exchange: Exchange,
    wire: Request,
    url: string | undefined,
    findings: readonly Finding[],
  ): ExchangedMessages;
}

/** Gives one that has kept nothing. Secrets are hidden in what it gives when the run is over (`hideSecrets`). */
export function createMessageKeeper(): MessageKeeper {
  let kept = 0;
  return {
    keep(exchange, wire, url, findings) {
      const full = kept >= (findings.length > 0 ? mostKept * 2 : mostKept);
      const of = (node: Parameters<typeof placeOf>[0]): boolean => {
        const place = placeOf(node);
        return findings.some(({ location: { uri, pointer } }) => `${uri}#${pointer}` === place);
      };
      const body = (one: Body | undefined): Pick<MessageShown, 'body' | 'note'> => {
        if (one === undefined) return {};
        if (full) return { note: 'its body is not kept: there are too many' };
        const shown = bodyShown(one, findings);
        kept += shown.body?.text.length ?? 0;
        return shown;
      };
      const { response } = exchange;
      const isTargetMeant = of(wire.targetNode) || wire.query.some(({ node }) => of(node));
      return {
        request: {
          line: whole(`${wire.method} ${url ?? (wire.before ?? '') + wire.target}`, isTargetMeant),
          ...headersShown(wire.headers, (node) => placeOf(node) !== placeOf(wire.node) && of(node)),
          ...body(wire.body),
        },
        ...(response && {
          response: {
            line: whole(String(response.status), of(response.statusNode)),
            ...headersShown(response.headers ?? [], of),
            ...body(response.body),
          },
        }),
        ...(exchange.failure !== undefined && { failure: exchange.failure }),
      };
    },
  };
}

function whole(text: string, isMeant: boolean): TextShown {
  return { text, marks: isMeant ? [[0, text.length]] : [] };
}

function headersShown(
  headers: readonly Field[],
  isMeant: (node: Field['node']) => boolean,
): Pick<MessageShown, 'headers'> {
  return {
    headers: headers.slice(0, mostHeaders).map(({ name, value, node }) => ({
      name,
      ...whole(value.length > longestHeader ? `${value.slice(0, longestHeader)}…` : value, isMeant(node)),
    })),
  };
}

function bodyShown(body: Body, findings: readonly Finding[]): Pick<MessageShown, 'body' | 'note'> {
  const { bytes } = body;
  if (bytes.length === 0) return {};
  if (isBinary(bytes)) return { note: `${bytes.length.toLocaleString('en')} bytes that are no text` };
  const raw = withoutNamedSecrets(new TextDecoder().decode(bytes), body);
  const places = findings.flatMap(({ location }) => placeInBody(body, location) ?? []);
  const pointers = places.flatMap((one) => (one.kind === 'pointer' ? [one.pointer] : []));
  const stretches = places.flatMap((one) => (one.kind === 'stretch' ? [one.stretch] : []));
  const isJson = raw.length <= mostLaidOut && /^\s*[{[]/.test(raw);
  const { text, marks } = isJson ? layOutJson(raw, pointers, stretches) : { text: raw, marks: stretches };
  return { body: cut(text, distinct(marks)) };
}

/** A NUL is in no text; one in twenty that cannot be read is no accident. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 2_000);
  if (head.includes(0)) return true;
  const text = new TextDecoder().decode(head);
  return (text.match(/\uFFFD/g)?.length ?? 0) > head.length / 20;
}

/** What is secret by the name of its member, in bodies that nobody searched for such before. */
function withoutNamedSecrets(text: string, body: Body): string {
  const stars = (length: number): string => '*'.repeat(length);
  const isJson = /^\s*[{[]/.test(text);
  let hidden = isJson ? hideMembers(text, stars) : text;
  // What is short is hidden where it is a member's value: elsewhere, it is likely to be something else.
  const shortest = isJson ? 8 : 3;
  for (const secret of secretsInBody(body)) {
    if (secret.length < shortest) continue;
    const written = JSON.stringify(secret).slice(1, -1);
    for (const one of new Set([secret, written])) hidden = hidden.replaceAll(one, stars(one.length));
  }
  return hidden;
}

function distinct(marks: readonly Stretch[]): Stretch[] {
  const sorted = [...marks].sort(([a], [b]) => a - b);
  const found: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = found.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

function cut(text: string, marks: readonly Stretch[]): NonNullable<MessageShown['body']> {
  if (text.length <= mostShown) return { text, marks };
  const [first] = marks;
  const wanted = first && first[1] > mostShown ? Math.max(0, first[0] - lead) : 0;
  const line = text.lastIndexOf('\n', wanted) + 1;
  // From the start of a line, unless it is a long one.
  const near = line > wanted - lead / 2 ? line : wanted;
  const from = wanted === 0 ? 0 : near;
  const to = Math.min(text.length, from + mostShown);
  return {
    text: text.slice(from, to),
    marks: marks.flatMap(([start, end]): Stretch[] =>
      start >= to || end <= from ? [] : [[Math.max(start, from) - from, Math.min(end, to) - from]],
    ),
    before: from,
    after: text.length - to,
  };
}

/** Takes what was kept and what knows the secrets of a run; gives it as it may be shown. */
export function hideSecrets(
  { request, response, failure }: ExchangedMessages,
  redactor: Redactor,
): ExchangedMessages {
  const hide = ({ headers, body, ...rest }: MessageShown): MessageShown => ({
    ...rest,
    headers: headers.map(({ name, text, marks }) => {
      const shown = redactor.isSecretHeader(name) ? redacted : redactor.text(text);
      return { name, text: shown, marks: marks.length === 0 ? [] : [[0, shown.length]] };
    }),
    // In place, so that marks stay where they are.
    ...(body && { body: { ...body, text: redactor.blot(body.text) } }),
  });
  const line = redactor.target(request.line.text);
  return {
    request: hide({ ...request, line: whole(line, request.line.marks.length > 0) }),
    ...(response && { response: hide(response) }),
    ...(failure !== undefined && { failure: redactor.text(failure) }),
  };
}
