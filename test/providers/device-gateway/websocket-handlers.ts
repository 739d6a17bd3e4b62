import type { Handler, Request } from '../http.ts';
import { Refusal, webSocket } from '../reply.ts';
import { anything, choice, readBody, record } from '../typed-body.ts';
import { asksForWebSocket, type WebSocketPeer } from '../websocket.ts';
import type { Device } from './devices.ts';
import { deviceId, identify } from './device-handlers.ts';
import { connect, type Gateway } from './gateway.ts';
import { refusal } from './refusals.ts';
import { verifyCustomer } from './tokens.ts';

const fromDevice = record({ type: choice('status', 'command_result'), data: anything }, false);
const fromCustomer = record({ type: choice('subscribe', 'unsubscribe'), deviceId }, false);

function mustAskForWebSocket(request: Request): void {
  if (!asksForWebSocket(request.headers))
    throw refusal(426, 'UPGRADE_REQUIRED', 'This endpoint speaks WebSocket only', {
      headers: { upgrade: 'websocket', connection: 'Upgrade' },
    });
}

const violated = (peer: WebSocketPeer): void => peer.close(1008, 'not a message of this endpoint');

/** A handshake documents no 429: whoever has failed too often is not let in, and told no more. */
function identified(gateway: Gateway, id: string, secret: string): Device {
  try {
    return identify(gateway, id, secret);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 429) throw error;
    throw refusal(401, 'INVALID_CREDENTIALS', 'The device id or the secret is wrong');
  }
}

/** The two WebSocket endpoints, by operationId. */
export function webSocketHandlers(gateway: Gateway, acceptExpired: boolean, inSeconds = false) {
  const connectDevice: Handler = (request) => {
    mustAskForWebSocket(request);
    const { query } = request;
    const device = identified(gateway, query.get('deviceId') ?? '', query.get('deviceSecret') ?? '');
    return webSocket((peer) => {
      peer.onClose(connect(gateway.deviceConnections, device.id, peer));
      peer.onMessage((text) => {
        if ('issues' in readBody(text, fromDevice)) violated(peer);
      });
      peer.send(JSON.stringify({ type: 'config_update', data: { heartbeat: inSeconds ? 30 : 30_000 } }));
    });
  };

  const connectCustomer: Handler = async (request) => {
    mustAskForWebSocket(request);
    const customer = await verifyCustomer(request.query.get('token') ?? '', gateway.clock, acceptExpired);
    return webSocket((peer) => {
      const subscriptions = new Map<string, () => void>();
      peer.onClose(() => subscriptions.forEach((leave) => leave()));
      peer.onMessage((text) => {
        const message = readBody(text, fromCustomer);
        if ('issues' in message) return violated(peer);
        const { type, deviceId: id } = message.body;
        subscriptions.get(id)?.();
        subscriptions.delete(id);
        // Somebody else's device is not worth an answer: it would tell that the device exists.
        if (type === 'subscribe' && gateway.devices.get(id)?.customerId === customer.id)
          subscriptions.set(id, connect(gateway.subscribers, id, peer));
      });
    });
  };

  return { connectDevice, connectCustomer };
}
