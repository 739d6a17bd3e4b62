import type { Clock } from '../clock.ts';
import type { WebSocketPeer } from '../websocket.ts';

/** What is sent to everyone who listens on the WebSocket. */
export interface Events {
  join(peer: WebSocketPeer): void;
  send(type: string, data: Readonly<Record<string, unknown>>): void;
}

/** Nobody listens yet. */
export function events(clock: Clock): Events {
  const peers = new Set<WebSocketPeer>();
  return {
    join(peer) {
      peers.add(peer);
      peer.onClose(() => peers.delete(peer));
    },
    send(type, data) {
      const message = JSON.stringify({ type, data: { ...data, timestamp: clock.iso() } });
      for (const peer of peers) peer.send(message);
    },
  };
}
