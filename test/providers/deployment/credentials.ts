import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Guard } from './access.ts';
import { bodyOf, installationToken, validation, verification } from './bodies.ts';
import {
  cloudflareTokens,
  CONTAINERS,
  DURABLE_OBJECTS,
  installations,
  WORKERS,
  type CloudflareToken,
} from './platforms.ts';
import { DeploymentRefusal, success } from './refusal.ts';

const HOUR = 60 * 60 * 1000;

function knownToken(token: string): CloudflareToken {
  const known = cloudflareTokens.get(token);
  if (known) return known;
  throw new DeploymentRefusal(401, 'AUTH_003', 'Cloudflare rejects the API token', {
    step: 'cloudflare_auth',
    action: 'Verify the API token and try again',
    headers: { 'www-authenticate': 'Bearer realm="cloudflare", error="invalid_token"' },
  });
}

const insufficient = (message: string): DeploymentRefusal =>
  new DeploymentRefusal(403, 'AUTH_004', message, {
    step: 'cloudflare_auth',
    action: 'Add the missing permission to the API token',
  });

/** The endpoints for credentials of Cloudflare and GitHub, by operationId. */
export function credentialHandlers(clock: Clock, random: Random, guard: Guard) {
  const validate = guard((request) => {
    const { credentials } = bodyOf(request, validation);
    if (!/^[0-9a-f]{32}$/.test(credentials.accountId))
      throw new DeploymentRefusal(422, 'DEPLOY_001', 'The account id is not valid', {
        step: 'request_validation',
        action: 'Copy the account id from the Cloudflare dashboard',
        issues: [{ field: '/credentials/accountId', message: 'must be 32 hexadecimal digits' }],
      });
    const token = knownToken(credentials.cloudflareApiToken);
    const accountInfo = token.accounts.find(({ id }) => id === credentials.accountId);
    if (!accountInfo) throw insufficient('The token is not for this account');
    const permits = (scope: string): true => {
      if (token.scopes.includes(scope)) return true;
      throw insufficient(`The token lacks the scope ${scope}`);
    };
    const permissions = {
      workers: permits(WORKERS),
      containers: permits(CONTAINERS),
      durableObjects: permits(DURABLE_OBJECTS),
    };
    return success(200, { valid: true, permissions, accountInfo }, clock, random);
  });

  const verify = guard((request) => {
    const { apiToken, requiredScopes } = bodyOf(request, verification);
    const { user, scopes, accounts } = knownToken(apiToken);
    const missing = requiredScopes.find((scope) => !scopes.includes(scope));
    if (missing !== undefined) throw insufficient(`The token lacks the scope ${missing}`);
    return success(200, { valid: true, user, scopes, accounts }, clock, random);
  });

  const create = guard((request) => {
    const { installationId, permissions } = bodyOf(request, installationToken);
    const wanted = Object.entries(permissions).filter(([, level]) => level !== undefined);
    if (wanted.length === 0)
      throw new DeploymentRefusal(400, 'DEPLOY_001', 'The request is not valid', {
        step: 'request_validation',
        action: 'Name at least one permission',
        issues: [{ field: '/permissions', message: 'must have at least one permission' }],
      });
    const installation = installations.get(installationId);
    if (installation?.revoked)
      throw new DeploymentRefusal(401, 'AUTH_001', 'GitHub rejects the credentials of the App', {
        step: 'github_auth',
        action: 'Renew the private key of the App',
        headers: { 'www-authenticate': 'Bearer realm="github", error="invalid_token"' },
      });
    for (const [name, level] of wanted) {
      const granted = installation?.permissions.get(name);
      if (granted === 'write' || granted === level) continue;
      throw new DeploymentRefusal(403, 'AUTH_002', `The installation does not grant ${name} ${level}`, {
        step: 'github_auth',
        action: 'Grant the permission in the settings of the installation',
      });
    }
    const data = {
      token: `ghs_${random.token(36)}`,
      expiresAt: clock.iso(HOUR),
      permissions: Object.fromEntries(wanted),
    };
    return success(201, data, clock, random, { 'cache-control': 'no-store' });
  });

  return { validateCredentials: validate, verifyCloudflareToken: verify, createInstallationToken: create };
}
