// Runs the test projects and ends with one line: `N passed, N failed`. Arguments go to vitest: `npm test -- broker`.
import { parseCLI, startVitest } from 'vitest/node';

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest('test', filter, { ...options, watch: false });

let passed = 0;
let failed = 0;
for (const module of vitest.state.getTestModules()) {
  const tests = [...module.children.allTests()];
  const results = tests.map((test) => test.result().state);
  passed += results.filter((state) => state === 'passed').length;
  const failedTests = results.filter((state) => state === 'failed').length;
  // A file that cannot be loaded has no tests to count, and is a failure all the same.
  failed += failedTests === 0 && !module.ok() ? 1 : failedTests;
}
failed += vitest.state.getUnhandledErrors().length;
await vitest.close();

const isGreen = failed === 0 && passed > 0;
process.stdout.write(`${passed} passed, ${failed} failed\n`, () => process.exit(isGreen ? 0 : 1));
