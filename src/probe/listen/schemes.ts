import type { SignatureScheme } from './signature.ts';

/** What most of them have: an HMAC over the body, in hexadecimal. */
const usual = { payload: '{body}', algorithm: 'sha256', encoding: 'hex' } as const;

/** Schemes that many providers have. */
export const knownSchemes = {
  /** As Stripe has it, and others after it, under names of their own. */
  timestamped: {
    ...usual,
    header: 'x-webhook-signature',
    format: 't={timestamp},v1={signature}',
    payload: '{timestamp}.{body}',
    idHeader: 'x-webhook-id',
  },
  /** https://www.standardwebhooks.com, version 1. */
  'standard-webhooks': {
    header: 'webhook-signature',
    format: 'v1,{signature}',
    payload: '{id}.{timestamp}.{body}',
    algorithm: 'sha256',
    encoding: 'base64',
    timestampHeader: 'webhook-timestamp',
    idHeader: 'webhook-id',
    secretEncoding: 'base64',
  },
  /** Standard Webhooks by the names that they had before. */
  svix: {
    header: 'svix-signature',
    format: 'v1,{signature}',
    payload: '{id}.{timestamp}.{body}',
    algorithm: 'sha256',
    encoding: 'base64',
    timestampHeader: 'svix-timestamp',
    idHeader: 'svix-id',
    secretEncoding: 'base64',
  },
  github: {
    ...usual,
    header: 'x-hub-signature-256',
    format: 'sha256={signature}',
    idHeader: 'x-github-delivery',
  },
  stripe: {
    ...usual,
    header: 'stripe-signature',
    format: 't={timestamp},v1={signature}',
    payload: '{timestamp}.{body}',
  },
  slack: {
    ...usual,
    header: 'x-slack-signature',
    format: 'v0={signature}',
    payload: 'v0:{timestamp}:{body}',
    timestampHeader: 'x-slack-request-timestamp',
  },
  shopify: {
    ...usual,
    header: 'x-shopify-hmac-sha256',
    format: '{signature}',
    encoding: 'base64',
    idHeader: 'x-shopify-webhook-id',
  },
  /** The secret itself: nothing is signed. */
  gitlab: {
    ...usual,
    header: 'x-gitlab-token',
    format: '{signature}',
    algorithm: 'none',
    idHeader: 'x-gitlab-event-uuid',
  },
  discord: {
    ...usual,
    header: 'x-signature-ed25519',
    format: '{signature}',
    payload: '{timestamp}{body}',
    algorithm: 'ed25519',
    timestampHeader: 'x-signature-timestamp',
    secretEncoding: 'hex',
  },
} as const satisfies Readonly<Record<string, SignatureScheme>>;
