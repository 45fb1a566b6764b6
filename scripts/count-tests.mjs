// Prints "PASSED FAILED" of a vitest JSON report; a run that broke without a failing test counts as one failure.
import { readFileSync } from 'node:fs';

const [path, status] = process.argv.slice(2);
let passed = 0;
let failed = 0;
try {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  passed = report.numPassedTests;
  // A file that does not load has no failing test, only a failing suite.
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  failed = report.numFailedTests + brokenFiles.length;
} catch {
  failed = 1;
}
if (status !== '0' && failed === 0) failed = 1;
console.log(`${passed} ${failed}`);
