// Takes the paths of test reports as vitest writes them as JSON; prints the sum of their counts. Fails where one is not
// there, or where a test failed, was skipped by accident, or did not run at all.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    // A file that does not even load has no tests to count: its suite failed.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    for (const { name, message } of broken) console.error(`${name} did not run: ${message}`);
    const failures = report.numFailedTests + broken.length;
    const none = report.numTotalTestSuites === 0 || report.numPassedTests + failures === 0;
    if (none) console.error(`no test ran for ${path}`);
    passed += report.numPassedTests;
    failed += failures + (none ? 1 : 0);
  } catch (error) {
    console.error(`there is no test report at ${path}: ${error.message}`);
    failed += 1;
  }
}
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
