// Made from src/probe/checks by `npm run generate`: do not edit.
import apiUnreached from './checks/api-unreached.ts';
import asyncapiInvalid from './checks/asyncapi-invalid.ts';
import basePathUndocumented from './checks/base-path-undocumented.ts';
import basePathUnserved from './checks/base-path-unserved.ts';
import bodyMalformed from './checks/body-malformed.ts';
import bodyMissing from './checks/body-missing.ts';
import bodyUnexpected from './checks/body-unexpected.ts';
import claimNotHonoured from './checks/claim-not-honoured.ts';
import conditionIgnored from './checks/condition-ignored.ts';
import contentLengthWrong from './checks/content-length-wrong.ts';
import contractForeign from './checks/contract-foreign.ts';
import credentialsMissing from './checks/credentials-missing.ts';
import credentialsUnavailable from './checks/credentials-unavailable.ts';
import criterionUnmet from './checks/criterion-unmet.ts';
import deletedStillServed from './checks/deleted-still-served.ts';
import deliveryExpired from './checks/delivery-expired.ts';
import deliveryMisdirected from './checks/delivery-misdirected.ts';
import deliveryMissing from './checks/delivery-missing.ts';
import deliveryRepeated from './checks/delivery-repeated.ts';
import deliverySignatureInvalid from './checks/delivery-signature-invalid.ts';
import deliveryUndocumented from './checks/delivery-undocumented.ts';
import duplicateAccepted from './checks/duplicate-accepted.ts';
import eventUnfinished from './checks/event-unfinished.ts';
import exampleStatusDiffers from './checks/example-status-differs.ts';
import exchangeFailed from './checks/exchange-failed.ts';
import exchangeRetried from './checks/exchange-retried.ts';
import exchangeUnjudged from './checks/exchange-unjudged.ts';
import exchangesLeftOut from './checks/exchanges-left-out.ts';
import expectationUndescribed from './checks/expectation-undescribed.ts';
import handshakeInvalid from './checks/handshake-invalid.ts';
import headDiffers from './checks/head-differs.ts';
import idempotencyKeyIgnored from './checks/idempotency-key-ignored.ts';
import invalidInputAccepted from './checks/invalid-input-accepted.ts';
import linkUnresolvable from './checks/link-unresolvable.ts';
import listIncoherent from './checks/list-incoherent.ts';
import mediaTypeUnaccepted from './checks/media-type-unaccepted.ts';
import mediaTypeUndocumented from './checks/media-type-undocumented.ts';
import messageInvalid from './checks/message-invalid.ts';
import messageUncorrelated from './checks/message-uncorrelated.ts';
import messageUndocumented from './checks/message-undocumented.ts';
import methodUndocumented from './checks/method-undocumented.ts';
import operationAmbiguous from './checks/operation-ambiguous.ts';
import operationUnmatched from './checks/operation-unmatched.ts';
import ownershipNotEnforced from './checks/ownership-not-enforced.ts';
import parameterInvalid from './checks/parameter-invalid.ts';
import parameterMissing from './checks/parameter-missing.ts';
import parameterUndeclared from './checks/parameter-undeclared.ts';
import pathSlashDiffers from './checks/path-slash-differs.ts';
import problemInvalid from './checks/problem-invalid.ts';
import recordingInvalid from './checks/recording-invalid.ts';
import requestBodyInvalid from './checks/request-body-invalid.ts';
import requestBodyMalformed from './checks/request-body-malformed.ts';
import requestBodyMissing from './checks/request-body-missing.ts';
import requestMediaTypeUndocumented from './checks/request-media-type-undocumented.ts';
import responseBodyInvalid from './checks/response-body-invalid.ts';
import responseHeaderInvalid from './checks/response-header-invalid.ts';
import responseHeaderMissing from './checks/response-header-missing.ts';
import responseOverlong from './checks/response-overlong.ts';
import securityMalformed from './checks/security-malformed.ts';
import securityMissing from './checks/security-missing.ts';
import securityNotEnforced from './checks/security-not-enforced.ts';
import securityStatusDiffers from './checks/security-status-differs.ts';
import serverError from './checks/server-error.ts';
import serverErrorOnInvalidInput from './checks/server-error-on-invalid-input.ts';
import statusUndocumented from './checks/status-undocumented.ts';
import statusUnexpected from './checks/status-unexpected.ts';
import trailerAnnouncedWrongly from './checks/trailer-announced-wrongly.ts';
import trailerForbidden from './checks/trailer-forbidden.ts';
import updateNotKept from './checks/update-not-kept.ts';
import validInputRejected from './checks/valid-input-rejected.ts';
import valueNotKept from './checks/value-not-kept.ts';
import variableUnresolved from './checks/variable-unresolved.ts';
import workflowUnended from './checks/workflow-unended.ts';
import type { ProbeCheck } from './check.ts';

/** Every one there is, by code. */
export const probeChecks: readonly ProbeCheck[] = [
  apiUnreached,
  asyncapiInvalid,
  basePathUndocumented,
  basePathUnserved,
  bodyMalformed,
  bodyMissing,
  bodyUnexpected,
  claimNotHonoured,
  conditionIgnored,
  contentLengthWrong,
  contractForeign,
  credentialsMissing,
  credentialsUnavailable,
  criterionUnmet,
  deletedStillServed,
  deliveryExpired,
  deliveryMisdirected,
  deliveryMissing,
  deliveryRepeated,
  deliverySignatureInvalid,
  deliveryUndocumented,
  duplicateAccepted,
  eventUnfinished,
  exampleStatusDiffers,
  exchangeFailed,
  exchangeRetried,
  exchangeUnjudged,
  exchangesLeftOut,
  expectationUndescribed,
  handshakeInvalid,
  headDiffers,
  idempotencyKeyIgnored,
  invalidInputAccepted,
  linkUnresolvable,
  listIncoherent,
  mediaTypeUnaccepted,
  mediaTypeUndocumented,
  messageInvalid,
  messageUncorrelated,
  messageUndocumented,
  methodUndocumented,
  operationAmbiguous,
  operationUnmatched,
  ownershipNotEnforced,
  parameterInvalid,
  parameterMissing,
  parameterUndeclared,
  pathSlashDiffers,
  problemInvalid,
  recordingInvalid,
  requestBodyInvalid,
  requestBodyMalformed,
  requestBodyMissing,
  requestMediaTypeUndocumented,
  responseBodyInvalid,
  responseHeaderInvalid,
  responseHeaderMissing,
  responseOverlong,
  securityMalformed,
  securityMissing,
  securityNotEnforced,
  securityStatusDiffers,
  serverError,
  serverErrorOnInvalidInput,
  statusUndocumented,
  statusUnexpected,
  trailerAnnouncedWrongly,
  trailerForbidden,
  updateNotKept,
  validInputRejected,
  valueNotKept,
  variableUnresolved,
  workflowUnended,
];
