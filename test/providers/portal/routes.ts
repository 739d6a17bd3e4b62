import type { Request } from '../http.ts';
import type { Headers, Reply } from '../reply.ts';

/** An operation of the contract; `signed` ones are told the wallet that the request acts for. */
export type Operation = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly operation: string;
} & (
  | { readonly signed: (request: Request, caller: string) => Reply }
  | { readonly open: (request: Request) => Reply }
);

/** The reply with these headers beside its own. */
export const withHeaders = (reply: Reply, headers: Headers): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});
