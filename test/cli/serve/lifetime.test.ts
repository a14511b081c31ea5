import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { endWithTest, firstLine, type Running, start } from "../../helpers/command-line.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function serve(...args: string[]): Promise<Running> {
  const library = await temporaryDirectory();
  return endWithTest(start(["serve", "--library", library, ...args]));
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the server with 0, and tells its pages",
  async (signal) => {
    const running = await serve("--port", "0", "--json");
    const { port, token } = JSON.parse(await firstLine(running));
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    await once(socket, "open");
    const closed = once(socket, "close");
    running.child.kill(signal);
    expect((await closed)[0]).toBe(1001);
    expect(await running.ended).toMatchObject({ exitCode: 0, stderr: "" });
  },
);

test("one line for people holds the address with its token", async () => {
  const line = await firstLine(await serve("--port", "0"));
  expect(line).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\b/);
});

test("a port that is taken is an error only when it was asked for", async () => {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as { port: number };
  const ended = await (await serve("--port", String(port))).ended;
  holder.close();
  expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
  expect(ended.stderr).toContain(`Port ${port} is taken`);
});

test("an address that this machine does not have is an error", async () => {
  const ended = await (await serve("--port", "0", "--host", "192.0.2.1", "--json")).ended;
  expect(ended.exitCode).toBe(1);
  expect(JSON.parse(ended.stdout).error.message).toContain("192.0.2.1");
});

test("a folder that is not there is said before anything is served", async () => {
  const ended = await (await serve("/no/such/folder", "--port", "0", "--json")).ended;
  expect(ended.exitCode).toBe(1);
  expect(JSON.parse(ended.stdout).error.code).toBe("DIR_NOT_FOUND");
});
