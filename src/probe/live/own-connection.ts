import { request as sendHttp, type ClientRequest } from 'node:http';
import { request as sendHttps } from 'node:https';
import { tunnel } from './tunnel.ts';
import type { TransportOptions, WireRequest } from './wire.ts';

/**
 * Takes the origin of a target, a request and how to reach it; gives the request, begun over a connection of its own
 * that nothing else is sent over: one that may change its protocol (RFC 9110 section 7.8).
 */
export function requestAlone(
  origin: string,
  { method, path, headers }: Pick<WireRequest, 'method' | 'path' | 'headers'>,
  {
    socketPath,
    proxy,
    tls: { insecure = false, ...certificates } = {},
  }: Pick<TransportOptions, 'socketPath' | 'proxy' | 'tls'>,
): ClientRequest {
  const { hostname, port, protocol, host } = new URL(origin);
  const through =
    proxy !== undefined && socketPath === undefined
      ? tunnel(proxy, origin, { insecure, ...certificates })
      : undefined;
  // What comes out of a tunnel has its TLS already.
  const send = protocol === 'https:' && !through ? sendHttps : sendHttp;
  const request = send({
    // An address of IPv6 stands in brackets in a URL alone.
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    method,
    path,
    ...(socketPath !== undefined && { socketPath }),
    rejectUnauthorized: !insecure,
    ...certificates,
    headers: [...headers.filter(([name]) => name.toLowerCase() !== 'host'), ['host', host]].flat(),
    ...(through ? { createConnection: through.createConnection } : { agent: false }),
  });
  if (through) request.on('close', through.giveUp);
  return request;
}
