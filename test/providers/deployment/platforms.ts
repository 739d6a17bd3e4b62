/** What a Cloudflare token is worth. */
export interface CloudflareToken {
  readonly user: { readonly id: string; readonly email: string };
  readonly scopes: readonly string[];
  readonly accounts: readonly Account[];
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly type: 'free' | 'pro' | 'business' | 'enterprise';
}

/** What an installation of the GitHub App granted. */
export interface Installation {
  /** The App's own key was revoked, so GitHub does not let it in. */
  readonly revoked: boolean;
  readonly permissions: ReadonlyMap<string, 'read' | 'write'>;
}

const shop: Account = { id: '023e105f4ecef8ad9ca31a8372d0c353', name: 'Example Shop', type: 'business' };
const user = { id: '7c5dae5552338874e5053f2534d2767a', email: 'ops@shop.example.com' };

export const WORKERS = 'Account:Workers Scripts:Edit';
export const CONTAINERS = 'Account:Containers:Edit';
export const DURABLE_OBJECTS = 'Account:Durable Objects:Edit';

const zone = ['Zone:Zone:Read', 'Zone:Zone Settings:Edit'];

/** The tokens that Cloudflare knows. */
export const cloudflareTokens: ReadonlyMap<string, CloudflareToken> = new Map([
  ['cf-full-3f9a0c5d7e', { user, scopes: [...zone, WORKERS, CONTAINERS, DURABLE_OBJECTS], accounts: [shop] }],
  ['cf-limited-77b1c2', { user, scopes: ['Zone:Zone:Read', WORKERS], accounts: [shop] }],
]);

/** The installations of the GitHub App, by id. */
export const installations: ReadonlyMap<string, Installation> = new Map([
  [
    '48210377',
    {
      revoked: false,
      permissions: new Map([
        ['contents', 'write'],
        ['pull_requests', 'write'],
        ['issues', 'read'],
      ]),
    },
  ],
  ['48210999', { revoked: true, permissions: new Map() }],
]);

/** The images that the registry holds, and how many attempts to upload one fail before the first that succeeds. */
export const registry: ReadonlyMap<string, number> = new Map([
  ['registry.example.com/shop', 0],
  ['registry.example.com/flaky', 1],
  ['registry.example.com/broken', Infinity],
]);

/** Names of applications that others have taken. */
export const takenNames: ReadonlySet<string> = new Set(['api', 'status-page']);

/** How many classes of Durable Objects an application may have. */
export const DURABLE_OBJECT_QUOTA = 10;
