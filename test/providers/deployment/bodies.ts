import type { Request } from '../http.ts';
import {
  choice,
  dictionary,
  flag,
  integer,
  list,
  optional,
  readBody,
  record,
  text,
  type Reader,
} from '../typed-body.ts';
import { DeploymentRefusal } from './refusal.ts';
import { STEPS } from './run.ts';

const environment = choice('staging', 'production');
const version = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const scope = text(1, 200, /^[A-Z][A-Za-z]*:[A-Z][A-Za-z ]*:(Read|Edit)$/);
const level = optional(choice('read', 'write'));

export const validation = record(
  {
    environment,
    credentials: record({ cloudflareApiToken: text(8, 200), accountId: text(1, 64) }, true),
  },
  true,
);

export const preparation = record(
  {
    environment,
    config: record(
      {
        appName: text(3, 63, /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/),
        containerImage: text(
          1,
          255,
          /^[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._-]+)+:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/,
        ),
        durableObjects: optional(list(text(1, 64, /^[A-Z][A-Za-z0-9]*$/), 50), []),
        environmentVars: optional(dictionary(/^[A-Z][A-Z0-9_]*$/, text(0, 5000), 100)),
      },
      true,
    ),
  },
  true,
);

export const execution = record(
  {
    deploymentId: text(20, 20, /^dep_[0-9a-f]{16}$/),
    environment,
    options: optional(
      record(
        {
          dryRun: optional(flag, false),
          rollbackOnFailure: optional(flag, true),
          maxRetries: optional(integer(0, 10), 3),
        },
        true,
      ),
      { dryRun: false, rollbackOnFailure: true, maxRetries: 3 },
    ),
  },
  true,
);

export const rollback = record(
  { reason: text(1, 500), targetVersion: optional(text(1, 128, version)) },
  true,
);

export const retry = record({ stepName: choice(...STEPS), maxRetries: optional(integer(1, 10), 3) }, true);

export const installationToken = record(
  {
    installationId: text(1, 19, /^[1-9][0-9]*$/),
    permissions: record({ contents: level, pull_requests: level, issues: level }, true),
  },
  true,
);

export const verification = record(
  { apiToken: text(8, 200), requiredScopes: optional(list(scope, 50), []) },
  true,
);

/** The body of a request; refuses with 400 what isn't as expected, naming each field that is not. */
export function bodyOf<T>(request: Request, expected: Reader<T>): T {
  const result = readBody(request.bytes.toString('utf8'), expected);
  if ('body' in result) return result.body;
  throw new DeploymentRefusal(400, 'DEPLOY_001', 'The request is not valid', {
    step: 'request_validation',
    action: 'Correct the fields listed in the issues',
    issues: result.issues,
  });
}
