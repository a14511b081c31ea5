import { writeFileSync } from "node:fs";

/** A Vitest reporter that writes each test that failed, and each error outside of a test, to the file FAILURES_FILE. */
export default class FailuresReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const failed = testModules.flatMap((testModule) => [
      ...testModule.errors().map((error) => inWords(testModule.relativeModuleId, error)),
      ...[...testModule.children.allSuites()].flatMap((suite) =>
        suite.errors().map((error) => inWords(`${testModule.relativeModuleId} > ${suite.fullName}`, error)),
      ),
      ...[...testModule.children.allTests("failed")].flatMap((test) =>
        test
          .result()
          .errors.map((error) => inWords(`${testModule.relativeModuleId} > ${test.fullName}`, error)),
      ),
    ]);
    const outside = unhandledErrors.map((error) => inWords("outside of a test", error));
    writeFileSync(process.env.FAILURES_FILE, [...failed, ...outside].join("\n\n"));
  }
}

function inWords(where, { name, message, diff, stack = "" }) {
  const calls = stack.split("\n").filter((line) => line.startsWith("    at "));
  return [`FAILED ${where}`, `${name}: ${message}`, ...(diff ? [diff] : []), ...calls.slice(0, 6)].join("\n");
}
