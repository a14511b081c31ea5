import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { type ConnectionOptions, QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { defaultPatience } from "../../../../src/core/vectors/qdrant/patience.ts";
import { answeredStatusOf } from "../../../../src/core/vectors/qdrant/problems.ts";
import { type CannedAnswer, saying, sayingError, startCannedServer } from "../../../helpers/canned-server.ts";
import { projectDirectory } from "../../../helpers/command-line.ts";
import { PlayedClock } from "../../../helpers/played-clock.ts";
import { until } from "../../../helpers/until.ts";

const searching = { what: "searching", isWrite: false };
/** A port that nothing listens at, and that may be asked for web pages. */
const nobody = "http://127.0.0.1:2";
const sending = { what: "sending 3 photos", isWrite: true };
const good = saying(200, { result: { collections: [] }, status: "ok", time: 0 });
const { readMillis, writeMillis, backoffMillis } = defaultPatience;

function connect(address: string, options: Partial<ConnectionOptions> = {}): QdrantConnection {
  const connection = new QdrantConnection({ address: parseQdrantAddress(address), ...options });
  onTestFinished(() => connection.close());
  return connection;
}

const list = (connection: QdrantConnection, call = searching) =>
  connection.call(call, (client) => client.getCollections());

/** Answers in turn, and then the last for good. */
function inTurn(...answers: CannedAnswer[]): CannedAnswer {
  return (request, response) =>
    ((answers.length > 1 ? answers.shift() : answers[0]) as CannedAnswer)(request, response);
}

describe("a call that may go well later", () => {
  it.each([408, 425, 429, 500, 502, 503, 504, 520])("is tried again after %i", async (status) => {
    const server = await startCannedServer(
      inTurn(sayingError(status, "later"), sayingError(status, "later"), good),
    );
    const connection = connect(server.address, { patience: { backoffMillis: 1 } });
    await expect(list(connection)).resolves.toEqual({ collections: [] });
    expect(server.requests).toHaveLength(3);
  });

  it("waits anything from nothing to a bound that doubles (full jitter)", async () => {
    const server = await startCannedServer(sayingError(503, "starting"));
    for (const chance of [0, 0.5, 1 - Number.EPSILON]) {
      const clock = new PlayedClock();
      clock.chance = chance;
      const failed = list(connect(server.address, { clock })).catch((error: unknown) => error);
      server.requests.length = 0;
      for (const [tries, bound] of [
        [1, backoffMillis],
        [2, backoffMillis * 2],
        [3, backoffMillis * 4],
        [4, backoffMillis * 8],
      ] as const) {
        const pause = Math.round(bound * chance);
        await until(() => server.requests.length === tries && clock.pendingMillis[0] === pause);
        expect(clock.pendingMillis).toHaveLength(2);
        clock.advance(bound * chance);
      }
      expect(await failed).toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
      expect(server.requests).toHaveLength(defaultPatience.tries);
      expect(clock.pendingMillis).toEqual([]);
    }
  });

  it("waits as long as the server asks, and so does everybody else", async () => {
    const server = await startCannedServer(
      inTurn(sayingError(429, "Rate limiting exceeded", { "retry-after": "7" }), good),
    );
    const clock = new PlayedClock();
    clock.chance = 0;
    const connection = connect(server.address, { clock });
    const first = list(connection);
    await until(() => clock.pendingMillis[0] === 0);
    clock.advance(0);
    await until(() => clock.pendingMillis[0] === 7000);
    const second = list(connection);
    await until(() => clock.pendingMillis.filter((millis) => millis === 7000).length === 2);
    // Its limits to reading and writing are two.
    await list(connection, sending);
    expect(server.requests).toHaveLength(2);
    clock.advance(6999);
    expect(server.requests).toHaveLength(2);
    clock.advance(1);
    await Promise.all([first, second]);
    expect(server.requests).toHaveLength(4);
  });

  it("ends at once where the server asks for more time than there is, and says so", async () => {
    const server = await startCannedServer(
      sayingError(429, "Rate limiting exceeded", { "retry-after": "60" }),
    );
    const connection = connect(server.address, { patience: { backoffMillis: 0 } });
    for (const _ of [1, 2]) {
      await expect(list(connection)).rejects.toMatchObject({
        code: "VECTOR_STORE_UNREACHABLE",
        message: expect.stringMatching(/asks to be left alone for another \d+(?:\.\d)? s\.$/),
      });
    }
    expect(server.requests).toHaveLength(1);
    // It is there: nobody needs to look for it.
    expect(connection.state).toBe("connected");
  });

  it.each(["1999-12-31T23:59:00Z", "2199-01-01T00:00:00Z"])(
    "understands a date in Retry-After by the server's own clock, be it %s",
    async (now) => {
      const at = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toUTCString();
      const headers = { date: at(0), "retry-after": at(40) };
      const server = await startCannedServer(sayingError(429, "slow down", headers));
      const clock = new PlayedClock();
      clock.chance = 0;
      const failed = list(connect(server.address, { clock })).catch((error: unknown) => error);
      await until(() => clock.pendingMillis[0] === 0);
      clock.advance(0);
      expect(await failed).toMatchObject({ message: expect.stringMatching(/left alone for another 40 s/) });
    },
  );

  it("is tried again when its connection is cut, before or within the answer", async () => {
    const server = await startCannedServer(
      inTurn(
        (request) => request.socket.destroy(),
        (request) => request.socket.resetAndDestroy(),
        (request, response) => {
          response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
          response.write('{"result":', () => request.socket.destroy());
        },
        saying(200, '{"result":{"coll', { "content-type": "application/json" }),
        good,
      ),
    );
    await list(connect(server.address, { patience: { backoffMillis: 1 } }));
    expect(server.requests).toHaveLength(5);
  });
});

describe("a call that will not go well", () => {
  it.each([
    [400, "Wrong input: something", "VECTOR_STORE_REFUSED"],
    [401, "Invalid API key or JWT", "VECTOR_STORE_KEY_REFUSED"],
    [403, "Forbidden: Global manage access is required", "VECTOR_STORE_KEY_REFUSED"],
    [404, "Not found: Collection `photos` doesn't exist!", "VECTOR_STORE_UNSUITABLE"],
    [409, "Wrong input: Collection `photos` already exists!", "VECTOR_STORE_REFUSED"],
    [413, "", "VECTOR_STORE_REFUSED"],
    [422, "Validation error in JSON body", "VECTOR_STORE_REFUSED"],
    [500, "Service internal error: No space left on device: WAL buffer size exceeds", "VECTOR_STORE_FULL"],
    [507, "", "VECTOR_STORE_FULL"],
  ])("is asked once: %i %s", async (status, words, code) => {
    const server = await startCannedServer(sayingError(status, words));
    const connection = connect(server.address);
    const error = await list(connection).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(answeredStatusOf(error)).toBe(status);
    expect(server.requests).toHaveLength(1);
    expect(connection).toMatchObject({ state: "connected", trouble: undefined, retryAt: undefined });
  });

  it("is asked once where the caller says so", async () => {
    const server = await startCannedServer(sayingError(503, "starting"));
    await expect(list(connect(server.address), { ...searching, tries: 1 } as never)).rejects.toThrow(/503/);
    expect(server.requests).toHaveLength(1);
  });

  it("throws what the caller's own code throws, and is not tried again", async () => {
    const connection = connect(nobody);
    const bug = new RangeError("a mistake of ours");
    let runs = 0;
    const failed = connection.call(searching, async () => {
      runs += 1;
      throw bug;
    });
    await expect(failed).rejects.toBe(bug);
    expect(runs).toBe(1);
  });
});

describe("a deadline", () => {
  const silence: CannedAnswer = () => {};

  it("ends a read after its time, and a try of it after half", async () => {
    const server = await startCannedServer(silence);
    const clock = new PlayedClock();
    clock.chance = 0;
    const failed = list(connect(server.address, { clock })).catch((error: unknown) => error);
    await until(() => server.requests.length === 1);
    expect(clock.pendingMillis).toEqual([readMillis / 2, readMillis]);
    clock.advance(readMillis / 2);
    await until(() => clock.pendingMillis[0] === 0);
    clock.advance(0);
    await until(() => server.requests.length === 2);
    clock.advance(readMillis / 2);
    expect(await failed).toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: `Searching failed at ${server.address}: no answer came within ${readMillis / 1000} s.`,
    });
    expect(clock.pendingMillis).toEqual([]);
  });

  it("is longer for writes, and the caller's where it gives one", async () => {
    const server = await startCannedServer(silence);
    const clock = new PlayedClock();
    const connection = connect(server.address, { clock });
    const calls = [
      list(connection, sending),
      list(connection, { ...searching, deadlineMillis: 777 } as never),
    ];
    const failed = Promise.allSettled(calls);
    await until(() => server.requests.length === 2);
    expect(clock.pendingMillis).toEqual([389, 777, writeMillis / 2, writeMillis]);
    await connection.close();
    await failed;
  });

  it("counts the time a call waits for its turn", async () => {
    const server = await startCannedServer(silence);
    const clock = new PlayedClock();
    const connection = connect(server.address, { clock });
    const holders = Promise.allSettled([1, 2, 3, 4].map(() => list(connection)));
    await until(() => server.requests.length === 4);
    const waiting = list(connection, { ...searching, deadlineMillis: 1000 } as never).catch(
      (error: unknown) => error,
    );
    clock.advance(1000);
    expect(await waiting).toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringContaining("its turn did not come within 1 s"),
    });
    await connection.close();
    await holders;
  });

  it("holds for what the caller waits for beside the server", async () => {
    const clock = new PlayedClock();
    const failed = connect(nobody, { clock }).call({ ...searching, tries: 1 }, () => new Promise(() => {}));
    clock.advance(readMillis);
    await expect(failed).rejects.toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
  });
});

describe("requests under way", () => {
  it("are four at most, two of them writes, and a search does not wait behind a fill", async () => {
    const held: (() => void)[] = [];
    const kinds: string[] = [];
    const connection = connect(nobody);
    const hold = (call: typeof sending) =>
      connection.call(call, async () => {
        kinds.push(call.isWrite ? "write" : "read");
        await new Promise<void>((resolve) => held.push(resolve));
      });
    const calls = [...Array.from({ length: 5 }, () => hold(sending))];
    await until(() => held.length === 2);
    calls.push(...Array.from({ length: 5 }, () => hold(searching)));
    await until(() => held.length === 4);
    expect(kinds).toEqual(["write", "write", "read", "read"]);
    for (let done = 0; done < 10; done++) {
      await until(() => held.length > 0);
      expect(held.length).toBeLessThanOrEqual(4);
      held.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all(calls);
    expect(kinds).toHaveLength(10);
  });

  it("may be as large as 128 photos with their thumbnails", async () => {
    let received = 0;
    const server = await startCannedServer((request, response) => {
      request.on("data", (chunk: Buffer) => {
        received += chunk.length;
      });
      request.on("end", () =>
        saying(200, { result: { operation_id: 1, status: "completed" } })(request, response),
      );
    });
    const thumbnail = "A".repeat(8000);
    const vector = Array.from({ length: 512 }, (_, index) => Math.sin(index));
    const points = Array.from({ length: 128 }, (_, id) => ({ id, vector, payload: { thumbnail } }));
    await connect(server.address).call(sending, (client) => client.upsert("photos", { points }));
    expect(received).toBeGreaterThan(1_500_000);
  });
});

describe("a server that is gone", () => {
  it("is looked for by one look at a time, ever less often, and found again", async () => {
    let isGone = true;
    const server = await startCannedServer((request, response) =>
      isGone ? request.socket.destroy() : good(request, response),
    );
    const clock = new PlayedClock();
    const connection = connect(server.address, { clock });
    const changes: string[] = [];
    const stop = connection.onChange((state) => changes.push(state));
    expect(connection.state).toBe("connecting");
    const callOnce = () => list(connection, { ...searching, tries: 1 } as never);
    for (const _ of [1, 2, 3]) await expect(callOnce()).rejects.toThrow(/connection was cut/);
    expect(connection.state).toBe("away");
    const asked = server.requests.length;
    await expect(callOnce()).rejects.toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: expect.stringMatching(/^Searching failed at .*: the connection was cut\.$/),
    });
    expect(server.requests).toHaveLength(asked);
    expect(connection.trouble).toEqual({
      code: "VECTOR_STORE_UNREACHABLE",
      message: `Connecting failed at ${server.address}: the connection was cut.`,
    });
    for (const [index, pause] of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000].entries()) {
      await until(() => clock.pendingMillis[0] === pause);
      expect(clock.pendingMillis).toHaveLength(1);
      expect(connection.retryAt?.getTime()).toBeLessThanOrEqual(Date.now() + pause);
      clock.advance(pause);
      await until(() => server.requests.length === asked + index + 1);
    }
    await until(() => clock.pendingMillis[0] === 60_000);
    isGone = false;
    await expect(Promise.all([connection.probeNow(), connection.probeNow()])).resolves.toEqual([true, true]);
    expect(server.requests.filter(({ path }) => path === "/readyz")).toHaveLength(9);
    expect(connection).toMatchObject({ state: "connected", trouble: undefined, retryAt: undefined });
    await expect(list(connection)).resolves.toBeDefined();
    expect(changes).toEqual(["away", "connected"]);
    stop();
    expect(clock.pendingMillis).toEqual([]);
  });

  it("that only seems to be back is away again with the first failure, and asked less often still", async () => {
    const server = await startCannedServer((request, response) =>
      request.url === "/readyz" ? good(request, response) : sayingError(503, "no")(request, response),
    );
    const clock = new PlayedClock();
    const connection = connect(server.address, { clock });
    const callOnce = () => list(connection, { ...searching, tries: 1 } as never).catch(() => {});
    for (const _ of [1, 2, 3]) await callOnce();
    for (const pause of [1000, 2000, 4000]) {
      expect(connection.state).toBe("away");
      expect(clock.pendingMillis).toEqual([pause]);
      clock.advance(pause);
      await until(() => connection.state === "connected");
      await callOnce();
    }
    expect(connection.state).toBe("away");
  });

  it("is noticed by a look before anybody calls", async () => {
    const connection = connect(nobody);
    await expect(connection.probeNow()).resolves.toBe(false);
    expect(connection.state).toBe("away");
    expect(connection.trouble?.message).toMatch(/nothing answers/);
    expect(connection.retryAt?.getTime()).toBeGreaterThan(Date.now() - 1000);
  });

  it("makes calls that wait for their turn fail with the others", async () => {
    const connection = connect(nobody, { patience: { backoffMillis: 0 } });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => list(connection)));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["rejected"]));
    expect(connection.state).toBe("away");
  });

  it("is nobody who says no: keys, limits and mistakes leave it connected", async () => {
    const server = await startCannedServer(sayingError(401, "Invalid API key or JWT"));
    const connection = connect(server.address);
    for (const _ of [1, 2, 3, 4, 5]) await expect(list(connection)).rejects.toThrow(/401/);
    expect(connection.state).toBe("connected");
    expect(server.requests).toHaveLength(5);
  });
});

describe("closing", () => {
  it("breaks off what is under way and what waits, and leaves no connection, timer or listener", async () => {
    const server = await startCannedServer(inTurn(good, () => {}));
    const clock = new PlayedClock();
    const connection = connect(server.address, { clock });
    const changes: string[] = [];
    connection.onChange((state) => changes.push(state));
    await list(connection);
    const calls = Array.from({ length: 6 }, () => list(connection));
    const ended = Promise.allSettled(calls);
    await until(() => server.requests.length === 5);
    await connection.close();
    for (const outcome of await ended) {
      expect(outcome).toMatchObject({ reason: { code: "VECTOR_STORE_UNREACHABLE", message: /was closed/ } });
    }
    await expect(list(connection)).rejects.toThrow(/was closed/);
    await expect(connection.probeNow()).resolves.toBe(false);
    await until(async () => (await server.connections()) === 0);
    expect(clock.pendingMillis).toEqual([]);
    expect(changes).toEqual(["connected"]);
    await connection.close();
  });

  it("lets the process end, and so does a server that is away", async () => {
    const server = await startCannedServer(good);
    const module = (name: string) => join(projectDirectory, "src/core/vectors/qdrant", name);
    const script = `
      const { QdrantConnection } = await import(${JSON.stringify(module("connection.ts"))});
      const { parseQdrantAddress } = await import(${JSON.stringify(module("address.ts"))});
      const open = (address) => new QdrantConnection({ address: parseQdrantAddress(address) });
      const [there, away] = [open(${JSON.stringify(server.address)}), open(${JSON.stringify(nobody)})];
      await there.call({ what: "searching", isWrite: false }, (client) => client.getCollections());
      console.log(await away.probeNow(), away.state);
      await there.close();`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    const [code] = (await once(child, "close")) as [number];
    expect([output, code]).toEqual(["false away\n", 0]);
  });
});

describe("an answer", () => {
  it("is wanted as it is: compressed, Qdrant's would come some 40 ms later", async () => {
    const server = await startCannedServer(good);
    await list(connect(server.address));
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("identity");
  });
});

describe("a key", () => {
  const key = "tr0ub4dor&3-unsaid";

  it("goes as a header alone, without a warning on the console", async () => {
    const said = vi.spyOn(console, "warn");
    onTestFinished(() => said.mockRestore());
    const server = await startCannedServer(good);
    await list(connect(server.address, { apiKey: `  ${key}\n` }));
    expect(server.requests[0]?.headers["api-key"]).toBe(key);
    expect(server.requests[0]?.path).not.toContain(key);
    expect(said).not.toHaveBeenCalled();
    await list(connect(server.address, { apiKey: "  \n" }));
    expect(server.requests[1]?.headers).not.toHaveProperty("api-key");
  });

  it("is in no message and in nothing that is printed of an error, though the server repeats it", async () => {
    const answers = [
      sayingError(401, `Invalid API key: ${key}`),
      sayingError(400, `api-key: ${key}`),
      saying(403, `<html>${key}</html>`),
      saying(200, `<html>${key}</html>`),
      saying(503, `key ${key}`),
      saying(302, "", {
        location: `http://elsewhere.example/${"x".repeat(3)}?key=${encodeURIComponent(key)}`,
      }),
      ((request) => request.socket.destroy()) satisfies CannedAnswer,
    ];
    const { inspect } = await import("node:util");
    for (const answer of answers) {
      const server = await startCannedServer(answer);
      const connection = connect(server.address, { apiKey: key, patience: { backoffMillis: 0 } });
      const error = await list(connection).catch((thrown: unknown) => thrown);
      const printed = inspect([error, connection, connection.trouble], { depth: 20, showHidden: true });
      expect(error).toMatchObject({ code: expect.stringMatching(/^VECTOR_STORE_/) });
      expect(`${printed}${JSON.stringify(error)}${(error as Error).stack}`).not.toContain(key);
    }
  });

  it("is not shown to whoever a redirection leads to", async () => {
    const other = await startCannedServer(good);
    const server = await startCannedServer(saying(307, "", { location: `${other.address}/login?next=1` }));
    await expect(list(connect(server.address, { apiKey: key }))).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: expect.stringContaining(`307: one is sent on to ${other.address}/login; give the address`),
    });
    expect(other.requests).toEqual([]);
  });

  it.each(["line\nbreak", "schlüssel", "tab\tstop", "\u0000"])(
    "that no header can carry is refused: %j",
    (apiKey) => {
      expect(() => connect(nobody, { apiKey })).toThrow(
        expect.objectContaining({
          code: "VECTOR_STORE_KEY_REFUSED",
          message: expect.not.stringContaining(apiKey),
        }),
      );
    },
  );
});
