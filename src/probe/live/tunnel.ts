import { request as sendHttp, type ClientRequest, type RequestOptions } from 'node:http';
import { request as sendHttps } from 'node:https';
import { PassThrough } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { proxyOf } from './proxy-url.ts';
import type { TransportOptions } from './wire.ts';

/**
 * Takes the URL of an HTTP proxy, the origin of a target and whom to trust there; gives how `request` of Node.js gets a
 * connection through it (RFC 9110 section 9.3.6), and what gives up one that is not there yet.
 */
export function tunnel(
  proxy: string,
  origin: string,
  { insecure = false, ...certificates }: NonNullable<TransportOptions['tls']>,
): { readonly createConnection: RequestOptions['createConnection']; readonly giveUp: () => void } {
  const { origin: at, authorization } = proxyOf(proxy);
  const target = new URL(origin);
  const isSecure = target.protocol === 'https:';
  const path = `${target.hostname}:${target.port || (isSecure ? 443 : 80)}`;
  let asking: ClientRequest | undefined;
  const createConnection: RequestOptions['createConnection'] = (_, connected) => {
    // A connection is to be handed over even where there is none.
    const fail = (error: Error): void => connected(error, new PassThrough());
    const send = at.startsWith('https:') ? sendHttps : sendHttp;
    asking = send(at, {
      method: 'CONNECT',
      path,
      headers: { host: path, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
      agent: false,
    });
    asking.on('error', fail);
    asking.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        return fail(new Error(`the proxy answered ${statusCode} in place of a connection`));
      }
      if (!isSecure) return connected(null, socket);
      const servername = target.hostname.replace(/^\[|\]$/g, '');
      const secure = connectTls({ socket, servername, rejectUnauthorized: !insecure, ...certificates });
      secure.once('error', fail);
      secure.once('secureConnect', () => {
        secure.off('error', fail);
        connected(null, secure);
      });
    });
    asking.end();
    return undefined;
  };
  return {
    createConnection,
    giveUp: () => void asking?.destroy(),
  };
}
