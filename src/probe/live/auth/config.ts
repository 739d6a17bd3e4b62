import type { SecurityScheme } from '../../../openapi/model.ts';

/** How to authenticate, as `apicheck.yaml` has it, with the environment filled in. */
export type AuthConfig =
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly type: 'api-key';
      readonly value: string;
      /** Where it goes, if not where the security scheme says. */
      readonly in?: 'header' | 'query' | 'cookie';
      readonly name?: string;
    }
  | ({ readonly type: 'oauth2-client-credentials'; readonly clientSecret: string } & TokenEndpoint)
  | ({
      readonly type: 'oauth2-refresh-token';
      readonly refreshToken: string;
      readonly clientSecret?: string;
    } & TokenEndpoint)
  /** The certificate of the client is the connection's; nothing is added to a request. */
  | { readonly type: 'mutual-tls'; readonly cert: string; readonly key: string; readonly ca?: string }
  /** Given on the command line: what it is, the security scheme says. */
  | { readonly type: 'value'; readonly value: string }
  | {
      readonly type: 'login';
      readonly request: {
        readonly method?: string;
        readonly path: string;
        readonly body?: unknown;
        readonly headers?: Readonly<Record<string, string>>;
      };
      /** Runtime expressions on the answer; the latter gives seconds. */
      readonly token: string;
      readonly expiresIn?: string;
    }
  | {
      readonly type: 'hmac';
      readonly algorithm?: string;
      readonly key: string;
      readonly keyId?: string;
      readonly encoding?: 'hex' | 'base64' | 'base64url';
      /** What is signed, with `{method}`, `{path}`, `{query}`, `{timestamp}`, … */
      readonly canonical: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'sign';
      readonly module: string;
      readonly options?: unknown;
    };

/** Where and how OAuth2 tokens are asked for. One of the first three says where. */
export interface TokenEndpoint {
  readonly tokenUrl?: string;
  /** Below the base path of the target. */
  readonly tokenPath?: string;
  /** OpenID Connect Discovery: the issuer, whose configuration names the token endpoint. */
  readonly issuer?: string;
  readonly clientId: string;
  readonly scope?: string;
  /** Further parameters of the token request, such as `audience` (RFC 8707: `resource`). */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: 'form' | 'json';
  /** RFC 6749 section 2.3.1: how the client proves who it is. Default: in the body. */
  readonly clientAuthentication?: 'body' | 'basic';
}

/** A request about to be sent, for those who sign it. */
export interface Outgoing {
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
}

/** What is added to a request. */
export interface Credentials {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** Makes credentials. May throw AuthenticationFailed. */
export interface Authenticator {
  /** Takes a request, and the scheme that it has to satisfy, if the contract declares one. */
  credentials(outgoing: Outgoing, scheme: SecurityScheme | undefined): Credentials | Promise<Credentials>;
  /** Takes what a 401 has shown to be worthless, and forgets it. Whether trying again makes sense. */
  renew(used: Credentials): boolean;
}

/** A module that signs, as `import` gives it. */
export type LoadModule = (path: string) => Promise<Readonly<Record<string, unknown>>>;

/** What fetching a token takes. */
export interface AuthTools {
  /** Sends to the target, or to another URL that the user configured. */
  fetch(request: {
    readonly method: string;
    /** A path below the base path, or a URL. */
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Uint8Array | undefined;
  }): Promise<{
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly bytes: Uint8Array;
  }>;
  /** How many milliseconds a module of the user's may take to sign a request; undefined for half a minute. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds; only differences and, for signatures, the time of day matter. */
  now(): number;
  readonly loadModule: LoadModule;
  addSecret(secret: string): void;
  /** Takes a token and the scopes that came with it (RFC 6749 section 5.1). */
  addScopes?(token: string, scopes: string): void;
}
