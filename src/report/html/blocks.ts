import type { Location } from '../../document/document.ts';
import type { Evidence, Finding } from '../../findings/finding.ts';
import type { DiffChange } from '../../findings/run-report.ts';
import { faultWords } from '../fault-words.ts';
import type { Lines } from '../frame.ts';
import { clip } from '../columns.ts';
import { printable } from '../printable.ts';
import { acceptedWords } from '../text-changes.ts';
import { placeName } from '../text-findings.ts';
import { describeWitness } from '../witness.ts';
import type { Block, ExcerptBlock } from './data.ts';
import { excerptOf } from './excerpt.ts';

/** Characters of a payload that are shown. */
const longestPayload = 4_000;

/** Takes a finding; gives its lines, also those of the old version, evidence, related places and fix. */
export function findingBlocks(finding: Finding, lines: Lines): Block[] {
  const { location, evidence, related: all = [], fix } = finding;
  const before = all.find(({ message }) => message === 'before');
  const related = all.filter((one) => one !== before);
  const fault = faultWords(finding);
  return [
    ...(before ? sidesBlocks(lines, before.location, location) : excerptBlock(lines, location)),
    ...(evidence ? evidenceBlocks(evidence) : []),
    ...listBlock(
      'See also',
      related.map((one) => `${printable(one.message)}: ${placeName(one.location)}`),
    ),
    ...listBlock('Fault', fault === undefined ? [] : [printable(fault.replace(/^at fault: /, ''))]),
    ...listBlock('Fix', fix ? [printable(fix.description)] : []),
  ];
}

/** Takes a finding of an exchange; gives what is wrong, the recorded lines, those of the contract, and whose fault it is. */
export function disagreementBlocks(finding: Finding, lines: Lines): Block[] {
  const { location, related: [contract] = [] } = finding;
  const fault = faultWords(finding);
  return [
    { kind: 'list', label: inOneLine(finding), items: fault === undefined ? [] : [printable(fault)] },
    ...excerptBlock(lines, location, `${wayOf(location)}: ${placeName(location)}`),
    ...(contract && contract.location.uri !== location.uri
      ? excerptBlock(lines, contract.location, `Contract: ${placeName(contract.location)}`)
      : []),
  ];
}

/** What came over the wire has a name, not a file, as its place. */
function wayOf({ uri }: Location): string {
  return uri.startsWith('live:') ? 'Received' : 'Recorded';
}

/** Takes a finding; gives its severity, code and message. */
export function inOneLine({ severity, code, message }: Finding): string {
  return `${severity} ${code}: ${printable(message)}`;
}

/** Takes a change; gives its lines in both versions side by side, its evidence, and who lives with it. */
export function changeBlocks({ before, after, evidence, accepted }: DiffChange, lines: Lines): Block[] {
  return [
    ...sidesBlocks(lines, before, after),
    ...(evidence ? evidenceBlocks(evidence) : []),
    ...(accepted ? listBlock('Accepted', [printable(acceptedWords(accepted))]) : []),
  ];
}

function sidesBlocks(
  lines: Lines,
  before: Finding['location'] | undefined,
  after: Finding['location'] | undefined,
): Block[] {
  const old = before ? excerptBlock(lines, before, `Before: ${placeName(before)}`) : [];
  const fresh = after ? excerptBlock(lines, after, `After: ${placeName(after)}`) : [];
  const [left, right] = [old[0], fresh[0]];
  return left && right ? [{ kind: 'sides', sides: [left, right] }] : [...old, ...fresh];
}

function excerptBlock(lines: Lines, location: Finding['location'], label?: string): ExcerptBlock[] {
  const excerpt = excerptOf(lines, location);
  return excerpt ? [{ kind: 'excerpt', ...(label !== undefined && { label }), excerpt }] : [];
}

function evidenceBlocks(evidence: Evidence): Block[] {
  if (evidence.kind === 'unproven') return listBlock('Not proven', [printable(evidence.reason)]);
  if (evidence.kind !== 'witness') return [];
  const { opening, reason } = describeWitness(evidence);
  // A parameter or header is what goes over the wire, not the value that it stands for.
  const wire = evidence.wire === undefined ? undefined : printable(clip(evidence.wire, longestPayload));
  const sentence = opening.charAt(0).toUpperCase() + opening.slice(1);
  return [
    { kind: 'code', label: sentence, text: wire ?? payload(evidence.instance) },
    ...listBlock('Because', reason === undefined ? [] : [reason]),
  ];
}

/** Controls inside strings are escapes in JSON already; what is left to be made printable turns text around. */
function payload(instance: unknown): string {
  const text = JSON.stringify(instance, null, 2) ?? 'undefined';
  return clip(text, longestPayload).split('\n').map(printable).join('\n');
}

function listBlock(label: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', label, items }];
}
