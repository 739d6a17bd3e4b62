import type { Finding } from '../findings/finding.ts';

/** Takes a finding of an exchange; gives whose fault it is in words, undefined where nobody's. */
export function faultWords({ code, fault, proposal }: Finding): string | undefined {
  if (fault === undefined) return undefined;
  if (fault.party === 'consumer') return 'at fault: the request, which the contract does not allow';
  if (fault.party === 'provider') return 'at fault: the provider';
  if (fault.side === undefined) return 'at fault: the contract';
  const lacks = code === 'operation-unmatched' || code === 'method-undocumented';
  const why = lacks ? 'as the provider serves it' : 'with which no exchange agrees';
  const change = proposal === undefined ? '' : `; proposed: ${proposal.description}`;
  return `at fault: likely the contract, ${why}${change}`;
}
