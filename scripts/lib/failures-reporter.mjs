import { writeFileSync } from "node:fs";

/** A Vitest reporter that writes each test that failed, and each error outside of a test, to the file FAILURES_FILE. */
export default class FailuresReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const failed = testModules.flatMap((testModule) => {
      const { children, relativeModuleId } = testModule;
      const inside = [
        ...[...children.allSuites()].map((suite) => [suite.fullName, suite.errors()]),
        ...[...children.allTests("failed")].map((test) => [test.fullName, test.result().errors]),
      ];
      return [
        ...testModule.errors().map((error) => inWords(relativeModuleId, error)),
        ...inside.flatMap(([name, errors]) =>
          errors.map((error) => inWords(`${relativeModuleId} > ${name}`, error)),
        ),
      ];
    });
    const outside = unhandledErrors.map((error) => inWords("outside of a test", error));
    writeFileSync(process.env.FAILURES_FILE, [...failed, ...outside].join("\n\n"));
  }
}

function inWords(where, { name, message, diff, stack = "" }) {
  const calls = stack.split("\n").filter((line) => line.startsWith("    at "));
  return [`FAILED ${where}`, `${name}: ${message}`, ...(diff ? [diff] : []), ...calls.slice(0, 6)].join("\n");
}
