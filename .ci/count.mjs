// Takes the paths of test reports that vitest wrote as JSON; prints their counts together. Fails where one is missing,
// or where a test failed or did not run at all. What was skipped is counted, so that nobody takes it for passed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Takes why a test failed; gives the beginning of each reason, without colours and further in. */
const indented = (messages) =>
  messages
    .map((message) =>
      message
        .replace(/\u001b\[[0-9;]*m/g, '')
        .split('\n')
        .filter((line) => !/^\s+at .*node_modules|^\s+at (?:new Promise|process\.)/.test(line))
        .slice(0, 12)
        .map((line) => `  ${line}`)
        .join('\n'),
    )
    .join('\n');

const paths = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const path of paths) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    // A file that does not even load has no tests to count: its suite failed.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    for (const { name, message } of broken) console.error(`${name} did not run: ${message}`);
    // Said again here: the last lines are often all that one sees of a log.
    for (const { name, assertionResults } of report.testResults)
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed')
          console.log(`failed: ${relative('.', name)}: ${fullName}\n${indented(failureMessages)}`);
    if (report.numTotalTests === 0) {
      console.error(`no test ran: ${path}`);
      sum.failed += 1;
    }
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests + broken.length;
    sum.skipped += report.numPendingTests;
  } catch (error) {
    console.error(`there is no test report at ${path}: ${error.message}`);
    sum.failed += 1;
  }
}
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
if (sum.skipped > 0) console.log(`${sum.skipped} skipped`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
