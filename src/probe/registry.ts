// Made from src/probe/checks by `npm run generate`: do not edit.
import bodyMalformed from './checks/body-malformed.ts';
import bodyMissing from './checks/body-missing.ts';
import bodyUnexpected from './checks/body-unexpected.ts';
import exchangeFailed from './checks/exchange-failed.ts';
import exchangeUnjudged from './checks/exchange-unjudged.ts';
import exchangesLeftOut from './checks/exchanges-left-out.ts';
import mediaTypeUndocumented from './checks/media-type-undocumented.ts';
import methodUndocumented from './checks/method-undocumented.ts';
import operationUnmatched from './checks/operation-unmatched.ts';
import parameterInvalid from './checks/parameter-invalid.ts';
import parameterMissing from './checks/parameter-missing.ts';
import parameterUndeclared from './checks/parameter-undeclared.ts';
import recordingInvalid from './checks/recording-invalid.ts';
import requestBodyInvalid from './checks/request-body-invalid.ts';
import requestBodyMalformed from './checks/request-body-malformed.ts';
import requestBodyMissing from './checks/request-body-missing.ts';
import requestMediaTypeUndocumented from './checks/request-media-type-undocumented.ts';
import responseBodyInvalid from './checks/response-body-invalid.ts';
import responseHeaderInvalid from './checks/response-header-invalid.ts';
import responseHeaderMissing from './checks/response-header-missing.ts';
import securityMissing from './checks/security-missing.ts';
import statusUndocumented from './checks/status-undocumented.ts';
import statusUnexpected from './checks/status-unexpected.ts';
import variableUnresolved from './checks/variable-unresolved.ts';
import type { ProbeCheck } from './check.ts';

/** Every one there is, by code. */
export const probeChecks: readonly ProbeCheck[] = [
  bodyMalformed,
  bodyMissing,
  bodyUnexpected,
  exchangeFailed,
  exchangeUnjudged,
  exchangesLeftOut,
  mediaTypeUndocumented,
  methodUndocumented,
  operationUnmatched,
  parameterInvalid,
  parameterMissing,
  parameterUndeclared,
  recordingInvalid,
  requestBodyInvalid,
  requestBodyMalformed,
  requestBodyMissing,
  requestMediaTypeUndocumented,
  responseBodyInvalid,
  responseHeaderInvalid,
  responseHeaderMissing,
  securityMissing,
  statusUndocumented,
  statusUnexpected,
  variableUnresolved,
];
