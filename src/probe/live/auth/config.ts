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
  | {
      readonly type: 'oauth2-client-credentials';
      readonly tokenUrl?: string;
      /** Below the base path of the target. */
      readonly tokenPath?: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
      readonly body?: 'form' | 'json';
    }
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
  credentials(outgoing: Outgoing, scheme: SecurityScheme | undefined): Promise<Credentials>;
  /** Forgets what a 401 has shown to be worthless. Whether trying again makes sense. */
  renew(): boolean;
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
  /** Milliseconds; only differences and, for signatures, the time of day matter. */
  now(): number;
  readonly loadModule: LoadModule;
  addSecret(secret: string): void;
}
