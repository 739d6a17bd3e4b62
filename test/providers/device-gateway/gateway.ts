import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { WebSocketPeer } from '../websocket.ts';
import { commandStatus, pending, type Command, type Session } from './commands.ts';
import { statusOf, type Device } from './devices.ts';

/** All that one gateway knows, and who listens to it. */
export interface Gateway {
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds of the clock. */
  readonly startedAt: number;
  readonly devices: Map<string, Device>;
  readonly sessions: Map<string, Session>;
  /** The connections of each device. */
  readonly deviceConnections: Map<string, Set<WebSocketPeer>>;
  /** The connections of customers that subscribed to each device. */
  readonly subscribers: Map<string, Set<WebSocketPeer>>;
}

/** A gateway that knows nothing yet. */
export const createGateway = (clock: Clock, random: Random): Gateway => ({
  clock,
  random,
  startedAt: clock.now(),
  devices: new Map(),
  sessions: new Map(),
  deviceConnections: new Map(),
  subscribers: new Map(),
});

/** Adds a connection to those of a device; gives back what takes it out again. */
export function connect(
  connections: Map<string, Set<WebSocketPeer>>,
  id: string,
  peer: WebSocketPeer,
): () => void {
  const peers = connections.get(id) ?? new Set();
  connections.set(id, peers.add(peer));
  return () => void peers.delete(peer);
}

function tell(peers: Iterable<WebSocketPeer>, type: string, data: unknown): void {
  const text = JSON.stringify({ type, data });
  for (const peer of peers) peer.send(text);
}

/** Sends the device's status to those who subscribed to it. */
export const tellDeviceStatus = (gateway: Gateway, device: Device): void =>
  tell(gateway.subscribers.get(device.id) ?? [], 'device_status', {
    id: device.id,
    status: statusOf(device, gateway.clock.now()),
  });

/** Sends where a command stands to those who subscribed to its device, and to the device if it can be claimed. */
export function tellCommand(gateway: Gateway, command: Command): void {
  const status = commandStatus(command, gateway.clock.now());
  tell(gateway.subscribers.get(command.deviceId) ?? [], 'command_update', { id: command.id, status });
  if (pendingOf(gateway, command.deviceId).includes(command))
    tell(gateway.deviceConnections.get(command.deviceId) ?? [], 'command', {
      id: command.id,
      type: command.type,
    });
}

/** The commands that a device can claim, the most urgent first. */
export const pendingOf = (gateway: Gateway, deviceId: string): readonly Command[] =>
  pending(gateway.sessions.values(), deviceId, gateway.clock.now());

/** A device's command, whatever its state. */
export function commandOf(gateway: Gateway, deviceId: string, id: string): Command | undefined {
  for (const session of gateway.sessions.values())
    if (session.deviceId === deviceId)
      for (const command of session.commands) if (command.id === id.toLowerCase()) return command;
  return undefined;
}
