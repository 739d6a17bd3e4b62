import type { Node } from '../../document/document.ts';
import { nearestName } from '../../document/nearest.ts';
import { child, isObjectNode, items, members, stringChild } from '../../document/node.ts';
import { followed } from '../../openapi/follow.ts';
import { handshakeOf } from './handshake.ts';
import type { Channel, DescribedEnd, MessageForm } from './model.ts';
import { messageForm, type Reading } from './payload.ts';
import { neededSecurity } from './security.ts';
import { channelServers, channelShapes } from './shapes.ts';

const described = ['title', 'deprecated', 'summary', 'description', 'tags', 'externalDocs', 'bindings'];
const channelNames = ['address', 'messages', 'servers', 'parameters', ...described];
const operationNames = ['action', 'channel', 'messages', 'reply', 'security', 'traits', ...described];
const messageNames = [
  ...['payload', 'headers', 'correlationId', 'contentType', 'name', 'examples', 'traits'],
  ...described,
];

/** Messages that go one way over a channel: all that it has, or those that operations name. */
interface Way {
  all: boolean;
  readonly nodes: Node[];
  /** Those that operations name as what they send, not as what answers them. */
  readonly begun: Set<unknown>;
}
type Ends = { readonly [End in DescribedEnd]: Way } & {
  readonly operations: Node[];
  /** Of either end, messages that answer others over the same channel. */
  readonly replies: Set<unknown>;
};

/**
 * Takes the root of an AsyncAPI document, what reading it takes, and which end of the API it describes; gives its
 * channels as the contract's provider and clients see them. A channel without operations says nothing of who sends:
 * either end may send any of its messages.
 */
export function readChannels(root: Node, reading: Reading, end: DescribedEnd): readonly Channel[] {
  const { documents, complain } = reading;
  const list = child(root, 'channels');
  if (list && !isObjectNode(list)) complain(list, '"channels" must be an object');
  const ways = readOperations(root, reading, end);
  return members(list).flatMap(([name, use]): Channel[] => {
    const node = followed(documents, use);
    if (node === undefined || !isNamed(node, `channel "${name}"`, channelNames, reading)) return [];
    const address = child(node, 'address');
    if (address && address.value !== null && typeof address.value !== 'string')
      complain(address, '"address" must be a text or null');
    const messages = messagesOf(node, reading);
    const found = ways.get(node.value);
    const forms = (party: DescribedEnd): MessageForm[] => {
      const direction = party === 'provider' ? 'response' : 'request';
      const way = found?.[party];
      const nodes = found === undefined || way?.all ? messages : named(way?.nodes ?? [], messages);
      return [...nodes.values()].map(({ node: one, name: key }) => {
        const called = stringChild(one, 'name')?.value ?? key;
        const isReply = found?.replies.has(one.value) === true && !way?.all && !way?.begun.has(one.value);
        return { ...messageForm(reading, one, called, direction), isReply };
      });
    };
    const shapes = channelShapes(documents, root, node);
    const handshake = handshakeOf(reading, node);
    // What is asked for over HTTP may be asked for before there is a WebSocket.
    const servers = channelServers(documents, root, node).fit.filter((server) =>
      /^wss?$/i.test(stringChild(server, 'protocol')?.value ?? ''),
    );
    const security = [
      ...neededSecurity(reading, 'server', servers),
      ...neededSecurity(reading, 'operation', found?.operations ?? []),
    ];
    return [{ node, shapes, handshake, security, provider: forms('provider'), client: forms('client') }];
  });
}

/** A Message Object, and what the channel calls it. */
interface Listed {
  readonly node: Node;
  readonly name: string | undefined;
}

/** The messages of a channel, each once, by their objects. */
function messagesOf(channel: Node, reading: Reading): ReadonlyMap<unknown, Listed> {
  const list = child(channel, 'messages');
  if (list && !isObjectNode(list)) reading.complain(list, '"messages" of a channel must be an object');
  const found = new Map<unknown, Listed>();
  for (const [name, use] of members(list)) {
    const node = messageAt(use, `message "${name}"`, reading);
    if (!node || found.has(node.value)) continue;
    found.set(node.value, { node, name });
    // Its mistakes are told whether an operation has it or not.
    messageForm(reading, node, name, 'response');
  }
  return found;
}

/** Messages that operations refer to, each once, with the names that the channel has for them. */
function named(nodes: readonly Node[], messages: ReadonlyMap<unknown, Listed>): ReadonlyMap<unknown, Listed> {
  return new Map(
    nodes.map((node) => [node.value, messages.get(node.value) ?? { node, name: undefined }] as const),
  );
}

/** The Message Object at the end of a reference; undefined where there is none. */
function messageAt(use: Node, what: string, reading: Reading): Node | undefined {
  const node = followed(reading.documents, use);
  return node && isNamed(node, what, messageNames, reading) ? node : undefined;
}

/** By channel object, which messages its operations say go which way. */
function readOperations(root: Node, reading: Reading, end: DescribedEnd): Map<unknown, Ends> {
  const { documents, complain } = reading;
  const ways = new Map<unknown, Ends>();
  const channels = new Set(
    members(child(root, 'channels')).map(([, use]) => followed(documents, use)?.value),
  );
  const endsOf = (channel: Node): Ends => {
    const ends = ways.get(channel.value) ?? {
      provider: { all: false, nodes: [], begun: new Set() },
      client: { all: false, nodes: [], begun: new Set() },
      operations: [],
      replies: new Set(),
    };
    ways.set(channel.value, ends);
    return ends;
  };
  const add = (
    channel: Node,
    from: DescribedEnd,
    messages: Node | undefined,
    kind: 'begun' | 'reply' | 'reply from elsewhere',
  ): void => {
    const ends = endsOf(channel);
    const way = ends[from];
    if (messages === undefined) way.all = true;
    else if (!Array.isArray(messages.value)) complain(messages, '"messages" of an operation must be a list');
    const own = new Set(
      members(child(channel, 'messages')).map(([, one]) => followed(documents, one)?.value),
    );
    for (const use of items(messages)) {
      const node = messageAt(use, 'a message', reading);
      if (!node) continue;
      way.nodes.push(node);
      if (kind === 'reply') ends.replies.add(node.value);
      else way.begun.add(node.value);
      if (!own.has(node.value)) complain(use, 'this message is none of those that the channel has');
    }
  };
  /** The channel that an operation or its reply names. */
  const channelOf = (holder: Node): Node | undefined => {
    const use = child(holder, 'channel');
    const node = use && followed(documents, use);
    if (use && node && !channels.has(node.value)) {
      complain(use, '"channel" must refer to one of the "channels" of the document');
      return undefined;
    }
    return node;
  };

  const list = child(root, 'operations');
  if (list && !isObjectNode(list)) complain(list, '"operations" must be an object');
  for (const [name, use] of members(list)) {
    const node = followed(documents, use);
    if (node === undefined || !isNamed(node, `operation "${name}"`, operationNames, reading)) continue;
    const action = child(node, 'action');
    if (action?.value !== 'send' && action?.value !== 'receive') {
      complain(action ?? node, '"action" must be "send" or "receive"', action ? 'value' : 'key');
      continue;
    }
    if (child(node, 'channel') === undefined) complain(node, '"channel" is missing', 'key');
    const channel = channelOf(node);
    if (channel === undefined) continue;
    const other = end === 'provider' ? 'client' : 'provider';
    const [from, to] = action.value === 'send' ? ([end, other] as const) : ([other, end] as const);
    endsOf(channel).operations.push(node);
    add(channel, from, child(node, 'messages'), 'begun');
    const replyUse = child(node, 'reply');
    const reply = replyUse && followed(documents, replyUse);
    if (!isObjectNode(reply)) continue;
    const answered = child(reply, 'channel') ? channelOf(reply) : channel;
    // A reply over the same channel that names no messages may be any of them.
    const kind = answered?.value === channel.value ? 'reply' : 'reply from elsewhere';
    if (answered) add(answered, to, child(reply, 'messages'), kind);
  }
  return ways;
}

/** Whether a node is an object; complains of names that it may not have. */
function isNamed(node: Node, what: string, names: readonly string[], { complain }: Reading): boolean {
  if (!isObjectNode(node)) {
    complain(node, `${what} must be an object`);
    return false;
  }
  for (const [key, member] of members(node)) {
    if (names.includes(key) || key.startsWith('x-') || key === '$ref') continue;
    const near = nearestName(key, names);
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    complain(member, `${what} has the unknown name "${key}"${hint}`, 'key');
  }
  return true;
}
