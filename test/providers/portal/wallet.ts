import { secp256k1 } from '@noble/curves/secp256k1.js';
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';

/** The bech32 address of a compressed secp256k1 public key, as Cosmos chains make it. */
export function addressOf(publicKey: Uint8Array): string {
  return bech32.encode('virtengine', bech32.toWords(ripemd160(sha256(publicKey))));
}

/** The private key of a person of this server's little world. Of no worth anywhere else. */
export function privateKeyOf(person: string): Uint8Array {
  return sha256(new TextEncoder().encode(`portal reference server: ${person}`));
}

export const wallet = (person: string) => addressOf(secp256k1.getPublicKey(privateKeyOf(person)));

/** The amino JSON document that a wallet signs for arbitrary data (ADR-036): sorted keys, no blanks. */
export function signDocument(canonicalRequest: string, signer: string): Uint8Array {
  const data = Buffer.from(canonicalRequest).toString('base64');
  return new TextEncoder().encode(
    JSON.stringify({
      account_number: '0',
      chain_id: '',
      fee: { amount: [], gas: '0' },
      memo: '',
      msgs: [{ type: 'sign/MsgSignData', value: { data, signer } }],
      sequence: '0',
    }),
  );
}

/** Whether `signature` (64 bytes, r and a low s) is the key's for the SHA-256 of `message`. */
export function isSignedBy(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    return secp256k1.verify(signature, message, publicKey);
  } catch {
    return false; // not a point on the curve, or of the wrong length
  }
}
