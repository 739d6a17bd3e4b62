import type { Node } from '../../document/document.ts';
import { numeral } from '../../document/numerals.ts';
import type { Complain } from './fields.ts';
import type { RecordingReporter } from './recording.ts';

/** As many mistakes of one recording are told one by one. */
const mostTold = 200;

/** Takes where mistakes in a recording are reported; gives what reports them up to a number, and then how many more. */
export function limitComplaints(report: RecordingReporter): {
  readonly complain: Complain;
  /** Tells of those that were not told. */
  finish(): void;
} {
  let count = 0;
  let last: Node | undefined;
  return {
    complain(at, problem, part) {
      count += 1;
      if (count <= mostTold) report({ message: 'invalid', params: { problem }, at, ...(part && { part }) });
      else last ??= at;
    },
    finish() {
      if (last === undefined) return;
      const problem = `there are ${numeral(count - mostTold)} more mistakes in this recording from here on`;
      report({ message: 'invalid', params: { problem }, at: last });
    },
  };
}
