import { json, Refusal, type Headers, type Reply } from '../reply.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Issue } from '../typed-body.ts';

interface Circumstances {
  /** What the service was doing. */
  readonly step: string;
  readonly action: string;
  readonly retryable?: boolean;
  readonly issues?: readonly Issue[];
  readonly checks?: Readonly<Record<string, 'pass' | 'fail'>>;
  readonly headers?: Headers;
}

/** Ends a request with the service's error envelope. */
export class DeploymentRefusal extends Refusal {
  readonly circumstances: Circumstances;

  constructor(status: number, code: string, message: string, circumstances: Circumstances) {
    super(status, code, message, circumstances.headers ? { headers: circumstances.headers } : {});
    this.circumstances = circumstances;
  }
}

/** The code and the step of what the kit refuses by itself. */
const kitCodes: Readonly<Record<string, readonly [string, string]>> = {
  internal: ['SYS_001', 'service'],
  'not-found': ['SYS_005', 'lookup'],
  'method-not-allowed': ['SYS_005', 'lookup'],
};

/** The error envelope of a refusal. */
export function refuse(refusal: Refusal, clock: Clock, random: Random): Reply {
  const [code, step] =
    refusal instanceof DeploymentRefusal
      ? [refusal.code, refusal.circumstances.step]
      : (kitCodes[refusal.code] ?? ['DEPLOY_001', 'request_validation']);
  const given = refusal instanceof DeploymentRefusal ? refusal.circumstances : undefined;
  return json(refusal.status, {
    error: {
      code,
      message: refusal.message,
      details: {
        step,
        timestamp: clock.iso(),
        correlationId: random.uuid(),
        ...(given?.issues && { issues: given.issues }),
        ...(given?.checks && { checks: given.checks }),
      },
      retryable: given?.retryable ?? refusal.status >= 500,
      suggestedAction: given?.action ?? 'Correct the request',
    },
  });
}

/** The standard envelope of a success. */
export function success(
  status: number,
  data: unknown,
  clock: Clock,
  random: Random,
  headers: Headers = {},
): Reply {
  const metadata = { timestamp: clock.iso(), version: '1.0.0', correlationId: random.uuid() };
  return json(status, { success: true, data, metadata }, headers);
}
