import { crypto } from '../../document/crypto.ts';
import type { WireRequest } from './wire.ts';

/** RFC 6455 section 1.3. */
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * Takes the headers of a request that asks for a WebSocket, and of the 101 that answers it; gives in words why a client
 * has to fail the connection (RFC 6455 section 4.1), undefined where it need not.
 */
export function handshakeProblem(
  asked: WireRequest['headers'],
  answered: WireRequest['headers'],
): string | undefined {
  if (!listed(asked, 'upgrade').some((name) => name.toLowerCase() === 'websocket')) return undefined;
  const upgrade = listed(answered, 'upgrade');
  if (upgrade.length !== 1 || upgrade[0]?.toLowerCase() !== 'websocket')
    return upgrade.length === 0
      ? 'the 101 has no Upgrade (RFC 6455 section 4.2.2)'
      : `the 101 switches to ${upgrade.join(', ')}, and not to websocket`;
  if (!listed(answered, 'connection').some((option) => option.toLowerCase() === 'upgrade'))
    return 'the 101 has no Connection: Upgrade (RFC 6455 section 4.2.2)';
  const [key] = valuesOf(asked, 'sec-websocket-key');
  const [accept] = valuesOf(answered, 'sec-websocket-accept');
  if (key !== undefined) {
    if (accept === undefined) return 'the 101 has no Sec-WebSocket-Accept (RFC 6455 section 4.2.2)';
    const wanted = crypto()
      .createHash('sha1')
      .update(key.trim() + guid)
      .digest('base64');
    if (accept.trim() !== wanted)
      return `Sec-WebSocket-Accept of the 101 is not what its Sec-WebSocket-Key asks for, ${wanted} (RFC 6455 section 4.2.2)`;
  }
  const offered = new Set(listed(asked, 'sec-websocket-protocol'));
  const protocol = valuesOf(answered, 'sec-websocket-protocol').join(', ').trim();
  if (protocol !== '' && !offered.has(protocol))
    return `the 101 chooses the subprotocol ${protocol}, which was not asked for (RFC 6455 section 4.1)`;
  const extensions = new Set(listed(asked, 'sec-websocket-extensions').map(nameOf));
  const unasked = listed(answered, 'sec-websocket-extensions').find((one) => !extensions.has(nameOf(one)));
  return unasked === undefined
    ? undefined
    : `the 101 uses the extension ${nameOf(unasked)}, which was not offered (RFC 6455 section 9.1)`;
}

function valuesOf(headers: WireRequest['headers'], name: string): readonly string[] {
  return headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []));
}

function listed(headers: WireRequest['headers'], name: string): readonly string[] {
  return valuesOf(headers, name)
    .flatMap((value) => value.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function nameOf(extension: string): string {
  return (extension.split(';', 1)[0] ?? '').trim();
}
