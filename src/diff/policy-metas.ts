import type { FindingMeta } from '../findings/meta.ts';

/** Kinds of findings that no pair of two versions shows, but the run as a whole. */
export const policyMetas = {
  acceptanceExpired: {
    code: 'acceptance-expired',
    severity: 'warning',
    summary: 'Settle by its day a change that is accepted until then.',
    why: 'The time that was given to it is over, so the change is told again.',
    fix: 'Take the change back, or give the entry a later day and a reason for that.',
    messages: { expired: 'the acceptance of "{code}" ended on {until}' },
  },
  acceptanceUnused: {
    code: 'acceptance-unused',
    severity: 'warning',
    summary: 'Remove acceptances of changes that are not there.',
    why: 'They would hide the next change of the kind, which nobody has looked at.',
    fix: 'Remove the entry under `accept` once the change is released.',
    messages: { unused: 'this accepts no change: there is no "{code}" {where}' },
  },
  versionTooLow: {
    code: 'version-too-low',
    severity: 'error',
    summary: 'Give a release the version that its changes call for.',
    why: 'Consumers tell by the version whether they may upgrade without looking.',
    fix: 'Raise info.version as the message says, or take back what breaks.',
    section: 'https://semver.org/spec/v2.0.0.html',
    messages: {
      low: 'version {is} says too little: what changed since {was} calls for {least} or higher',
      lower: 'version {is} is lower than {was}',
    },
  },
  versionUnjudged: {
    code: 'version-unjudged',
    severity: 'info',
    summary: 'Write versions as Semantic Versioning does to have them judged.',
    why: 'Of a date or another name nobody can tell whether it says enough about what changed.',
    fix: 'Write a version such as 1.4.0, or leave out --check-version.',
    section: 'https://semver.org/spec/v2.0.0.html',
    messages: {
      unjudged: 'version {text} is not one of Semantic Versioning: whether it says enough is not judged',
      missing: 'there is no version: whether it says enough is not judged',
    },
  },
  recordedRequestRefused: {
    code: 'recorded-request-refused',
    severity: 'error',
    summary: 'Go on accepting the requests that consumers send.',
    why: 'This request was sent as it is recorded, and was right; by the new version it is refused.',
    fix: 'Accept it as before, or move the consumers that send it first.',
    messages: { refused: '{request} is no longer accepted: {problem}' },
  },
  recordedResponseUnpromised: {
    code: 'recorded-response-unpromised',
    severity: 'error',
    summary: 'Go on describing the responses that are sent.',
    why: 'This response was sent as it is recorded, and was what the contract promised; the new version rules it out.',
    fix: 'Describe it as before, or change the provider together with the contract.',
    messages: { unpromised: 'the answer {status} to {request} is no longer promised: {problem}' },
  },
} as const satisfies Readonly<Record<string, FindingMeta>>;
