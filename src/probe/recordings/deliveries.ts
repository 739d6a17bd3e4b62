import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items } from '../../document/node.ts';
import { schemeOf } from '../listen/signing.ts';
import { checkNames, textMember, type Complain } from './fields.ts';
import type { ExpectedDelivery, Listen } from './recording.ts';

const listenNames = ['variable', 'signature'];
const schemeNames = [
  'header',
  'format',
  'payload',
  'algorithm',
  'encoding',
  'timestampHeader',
  'idHeader',
  'secretEncoding',
] as const;
const signatureNames = ['scheme', 'secret', 'tolerance', ...schemeNames];
const deliveryNames = ['operation', 'count', 'within'];
const usualWithin = 5_000;

/** Takes the `listen` of a recording; gives where its deliveries are to go and how they are signed. */
export function readListen(node: Node | undefined, complain: Complain): Listen | undefined {
  if (node === undefined || !checkNames(node, listenNames, '"listen"', complain)) return undefined;
  const variable = textMember(node, 'variable', complain);
  if (!variable) {
    if (!child(node, 'variable')) complain(node, '"variable" is missing, which is given the address');
    return undefined;
  }
  const signature = child(node, 'signature');
  const read = signature && readSignature(signature, complain);
  return { node, variable: variable.value, ...(read && { signature: read }) };
}

function readSignature(node: Node, complain: Complain): Listen['signature'] {
  if (!checkNames(node, signatureNames, '"signature"', complain)) return undefined;
  const secret = textMember(node, 'secret', complain);
  if (!secret) {
    if (!child(node, 'secret')) complain(node, '"secret" is missing');
    return undefined;
  }
  const named = textMember(node, 'scheme', complain);
  const written = Object.fromEntries(
    schemeNames.flatMap((name) => {
      const value = textMember(node, name, complain)?.value;
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const tolerance = child(node, 'tolerance');
  if (tolerance && !(typeof tolerance.value === 'number' && tolerance.value >= 0))
    complain(tolerance, '"tolerance" must be a number of seconds');
  const read = schemeOf({
    ...(named && { scheme: named.value }),
    ...written,
    ...(typeof tolerance?.value === 'number' && { tolerance: tolerance.value }),
  });
  if ('reason' in read) {
    const [, member = ''] = /^"(\w+)"/.exec(read.reason) ?? [];
    complain(child(node, member) ?? node, read.reason);
    return undefined;
  }
  const { scheme } = read;
  return { scheme, secret };
}

/** Takes the `deliveries` of an exchange; gives what the provider is to send of its own accord after it. */
export function readDeliveries(node: Node | undefined, complain: Complain): readonly ExpectedDelivery[] {
  if (node === undefined) return [];
  if (!Array.isArray(node.value)) {
    complain(node, '"deliveries" must be a list');
    return [];
  }
  return items(node).flatMap((item): ExpectedDelivery[] => {
    if (!isObjectNode(item) || !checkNames(item, deliveryNames, 'a delivery', complain)) return [];
    const whole = (name: string, usual: number): number => {
      const member = child(item, name);
      if (member === undefined) return usual;
      const { value } = member;
      if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 600_000)
        return value;
      complain(member, `"${name}" must be a whole number`);
      return usual;
    };
    const operation = textMember(item, 'operation', complain)?.value;
    return [{ node: item, operation, count: whole('count', 1), within: whole('within', usualWithin) }];
  });
}
