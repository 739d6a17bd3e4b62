import type { Node } from '../document/document.ts';
import { child, isObjectNode } from '../document/node.ts';
import { choice, type Reader } from '../document/reader.ts';
import type { Severity } from '../findings/finding.ts';

/** Reads a severity, or `off`. */
export const severity = choice(['error', 'warning', 'info', 'off']);

/** What a config says of one code. */
export interface RuleSetting {
  /** Undefined where only options are given: then the preset's holds. */
  readonly severity?: Severity | 'off';
  /** The object with the options, and the severity among them: the rule itself knows what may be in it. */
  readonly options?: Node;
}

/** Reads a severity, or an object with `severity` and the options of the rule. */
export const ruleSetting: Reader<RuleSetting> = {
  schema: { anyOf: [severity.schema, { type: 'object', properties: { severity: severity.schema } }] },
  read(node, problems) {
    if (!isObjectNode(node)) {
      const read = severity.read(node, problems);
      return read && { severity: read };
    }
    const written = child(node, 'severity');
    const read = written && severity.read(written, problems);
    return { ...(read && { severity: read }), options: node };
  },
};
