import { isObject } from '../../document/node.ts';
import type { Body } from '../exchange.ts';
import { exchangeOf, type Case } from './case.ts';

const longest = 120;

/** Takes a case; gives in words what it sends beside its path: its query and body, cut. */
export function wordsFor(one: Case): string {
  const request = exchangeOf(one, one.what)?.request;
  if (!request) return one.what;
  const query = /\?(.*)/s.exec(request.target)?.[1];
  const headers = request.headers.filter(({ name }) => name !== 'content-type');
  const parts = [
    ...(query === undefined ? [] : [`the query ${cut(query)}`]),
    ...headers.map(({ name, value }) => `the header ${cut(`${name}: ${value}`)}`),
    ...(request.body ? [bodyWords(one, request.body)] : []),
  ];
  const path = `the path ${cut(request.target.replace(/\?.*/s, ''))}`;
  return parts.length === 0
    ? one.operation.path.includes('{')
      ? path
      : 'nothing but its path'
    : parts.join(' and ');
}

function bodyWords({ body }: Case, { bytes }: Body): string {
  // The lines between the parts of a form say nothing.
  if (body && isObject(body.value) && /^multipart\//i.test(body.media.range)) {
    const parts = Object.entries(body.value).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return parts.length === 0 ? 'an empty form' : `the form ${cut(parts.join('&'))}`;
  }
  return `the body ${cut(Buffer.from(bytes).toString('utf8'))}`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
