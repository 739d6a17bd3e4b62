import { listOrOne, choice, count, object, optional, required, text } from '../document/reader.ts';

/** What the deliveries of a target are held to: webhooks and callbacks. */
export const listen = object({
  signature: optional(
    object({
      scheme: optional(
        choice([
          'timestamped',
          'standard-webhooks',
          'svix',
          'github',
          'stripe',
          'slack',
          'shopify',
          'gitlab',
          'discord',
        ]),
        'A scheme that many providers have (default: timestamped); what is said beside it differs from it.',
      ),
      secret: required(
        listOrOne(text),
        'The secret, or several of which one has to be used; or where it is agreed on, as a runtime expression over the request that asks for deliveries and its answer: $response.body#/data/secret.',
      ),
      tolerance: optional(count, 'Seconds that a delivery may be old (default: 300).'),
      header: optional(text, 'The header that has the signature.'),
      format: optional(
        text,
        'How it is written there, with {signature}, and {timestamp} and {key} where they are there.',
      ),
      payload: optional(text, 'What is signed, with {timestamp}, {id}, {body}, {method} and {url}.'),
      algorithm: optional(
        text,
        'The digest of the HMAC (default: sha256); ed25519 for a public key; none where the secret itself is sent.',
      ),
      encoding: optional(choice(['hex', 'base64', 'base64url']), 'How the signature is encoded.'),
      timestampHeader: optional(
        text,
        'The header that has the time, in seconds since 1970 or as in RFC 3339.',
      ),
      idHeader: optional(text, 'The header by which deliveries are told apart: each id may come once.'),
      secretEncoding: optional(
        choice(['text', 'base64', 'hex']),
        'How the secret is written; base64 may stand behind whsec_ (default: text).',
      ),
    }),
    'How deliveries are signed that --generate asks for, and those of recordings that do not say so themselves.',
  ),
});
