import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { endWithTest, firstLine, projectDirectory, startNode } from "../helpers/command-line.ts";

/** Runs code that has `runForwarding` and `runQuietly` at hand, as the scripts do. */
function runWithHelpers(code: string) {
  const helpers = JSON.stringify(join(projectDirectory, "scripts/lib/child.mjs"));
  const source = `import { runForwarding, runQuietly } from ${helpers};\n${code}`;
  return startNode(["--input-type=module", "--eval", source]);
}

const node = JSON.stringify(process.execPath);

describe("a child with this process's streams", () => {
  test("hands on what it prints and its exit code", async () => {
    const script = JSON.stringify('console.log("out"); console.error("err"); process.exitCode = 7;');
    const { ended } = runWithHelpers(
      `process.exitCode = await runForwarding(${node}, ["--eval", ${script}]);`,
    );
    expect(await ended).toEqual({ exitCode: 7, stdout: "out\n", stderr: "err\n" });
  });

  test("that dies of a signal gives 128 and the signal's number, as shells do", async () => {
    const script = JSON.stringify('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);');
    const { ended } = runWithHelpers(
      `process.exitCode = await runForwarding(${node}, ["--eval", ${script}]);`,
    );
    expect((await ended).exitCode).toBe(137);
  });

  test("gets the signals that this process gets", async () => {
    const script = JSON.stringify(
      'process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("ready");',
    );
    const running = endWithTest(
      runWithHelpers(`process.exitCode = await runForwarding(${node}, ["--eval", ${script}]);`),
    );
    await firstLine(running);
    running.child.kill("SIGTERM");
    expect((await running.ended).exitCode).toBe(5);
  });

  test("that cannot be started gives 127 and one line", async () => {
    const { ended } = runWithHelpers('process.exitCode = await runForwarding("/no/such/program", []);');
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(127);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("a child whose output is kept", () => {
  test("prints nothing, and its output can be shown when it fails", async () => {
    const script = JSON.stringify('console.log("out"); console.error("err"); process.exitCode = 3;');
    const { ended } = runWithHelpers(
      `console.log(JSON.stringify(await runQuietly(${node}, ["--eval", ${script}])));`,
    );
    const { code, output, isTimedOut } = JSON.parse((await ended).stdout);
    expect({ code, isTimedOut }).toEqual({ code: 3, isTimedOut: false });
    expect(output).toContain("out");
    expect(output).toContain("err");
  });

  test("is ended when its time is up", async () => {
    const script = JSON.stringify("setInterval(() => {}, 1000);");
    const { ended } = runWithHelpers(
      `console.log(JSON.stringify(await runQuietly(${node}, ["--eval", ${script}], { timeoutMillis: 200 })));`,
    );
    expect(JSON.parse((await ended).stdout)).toMatchObject({ isTimedOut: true });
  });
});
