// Takes the path of a test report that vitest wrote as JSON; prints its counts. Fails where there is none, or where
// a test failed, was skipped by accident, or did not run at all.
import { readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
try {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const { numPassedTests: passed, numFailedTests: failed, numTotalTestSuites: suites } = report;
  // A file that does not even load has no tests to count: its suite failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  for (const { name, message } of broken) console.error(`${name} did not run: ${message}`);
  if (suites === 0 || passed === 0) console.error('no test ran');
  process.exitCode = failed + broken.length > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed + broken.length} failed`);
} catch (error) {
  console.error(`there is no test report at ${path}: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
