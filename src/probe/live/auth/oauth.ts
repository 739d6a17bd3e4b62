import { AuthenticationFailed } from '../errors.ts';
import type { AuthConfig, Authenticator, AuthTools, TokenEndpoint } from './config.ts';
import { tokenAuth } from './token-request.ts';

type OAuthConfig = AuthConfig & { readonly type: 'oauth2-client-credentials' | 'oauth2-refresh-token' };

/** Fetches tokens by the client credentials grant (RFC 6749 section 4.4) or with a refresh token (section 6). */
export function oauthAuth(config: OAuthConfig, tools: AuthTools): Authenticator {
  let refreshToken = config.type === 'oauth2-refresh-token' ? config.refreshToken : undefined;
  let endpoint: Promise<string> | undefined;
  return tokenAuth(tools, async () => {
    endpoint ??= tokenEndpoint(config, tools);
    let target: string;
    try {
      target = await endpoint;
    } catch (error) {
      endpoint = undefined;
      throw error;
    }
    const { clientId, clientSecret, scope, parameters = {}, clientAuthentication = 'body' } = config;
    const basic = clientAuthentication === 'basic' && clientSecret !== undefined;
    const fields = {
      grant_type: refreshToken === undefined ? 'client_credentials' : 'refresh_token',
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      ...(!basic && {
        client_id: clientId,
        ...(clientSecret !== undefined && { client_secret: clientSecret }),
      }),
      ...(scope !== undefined && { scope }),
      ...parameters,
    };
    const json = config.body === 'json';
    return {
      method: 'POST',
      target,
      contentType: json ? 'application/json' : 'application/x-www-form-urlencoded',
      body: json ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
      headers: basic ? { authorization: basicOf(clientId, clientSecret) } : {},
      token: '$response.body#/access_token',
      expiresIn: '$response.body#/expires_in',
      ...(refreshToken !== undefined && {
        rotated: { expression: '$response.body#/refresh_token', keep: (next) => (refreshToken = next) },
      }),
    };
  });
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
function basicOf(clientId: string, clientSecret: string): string {
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  );
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

async function tokenEndpoint(
  { tokenUrl, tokenPath, issuer }: TokenEndpoint,
  tools: AuthTools,
): Promise<string> {
  const written = tokenUrl ?? tokenPath;
  if (written !== undefined) return written;
  if (issuer === undefined) throw new AuthenticationFailed('tokenUrl, tokenPath or issuer is missing');
  return discover(issuer, tools);
}

/** OpenID Connect Discovery 1.0 section 4: where an issuer gives out tokens. */
async function discover(issuer: string, tools: AuthTools): Promise<string> {
  const target = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await tools.fetch({
    method: 'GET',
    target,
    headers: [['accept', 'application/json']],
    body: undefined,
  });
  if (answer.status !== 200)
    throw new AuthenticationFailed(
      `GET ${target} was to name a token endpoint and answered ${answer.status}`,
    );
  const endpoint = member(answer.bytes, 'token_endpoint');
  if (endpoint === undefined || !URL.canParse(endpoint))
    throw new AuthenticationFailed(`GET ${target} names no token endpoint`);
  // Secrets go where the user says, not where an answer says.
  if (new URL(endpoint).origin !== new URL(issuer).origin) {
    throw new AuthenticationFailed(
      `the token endpoint of ${issuer} is at another host, ${new URL(endpoint).origin}: name it as tokenUrl to send secrets there`,
    );
  }
  return endpoint;
}

function member(bytes: Uint8Array, name: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, name)) return undefined;
    const found = (parsed as Readonly<Record<string, unknown>>)[name];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
