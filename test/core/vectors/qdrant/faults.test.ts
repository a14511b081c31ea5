import { expect, it, onTestFinished } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { type ConnectionOptions, QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { defaultPatience } from "../../../../src/core/vectors/qdrant/patience.ts";
import { checkServer } from "../../../../src/core/vectors/qdrant/server-check.ts";
import {
  answering,
  cuttingAfter,
  delayedBy,
  hungUpOn,
  letThrough,
  losingTheAnswer,
  type ProxyFault,
  startFaultProxy,
  swallowed,
  truncatedTo,
} from "../../../helpers/fault-proxy.ts";
import { PlayedClock } from "../../../helpers/played-clock.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { until } from "../../../helpers/until.ts";

const reading = { what: "reading", isWrite: false };
const writing = { what: "sending photos", isWrite: true };
const idsPerBatch = 8;

describeOnQdrant("faults between Shoebox and Qdrant", ({ url, apiKey, freshCollection }) => {
  async function station(options: Partial<ConnectionOptions> = {}) {
    const proxy = await startFaultProxy(url);
    const patience = { backoffMillis: 1, ...options.patience };
    const address = parseQdrantAddress(proxy.address);
    const connection = new QdrantConnection({ address, apiKey, ...options, patience });
    onTestFinished(() => connection.close());
    const collection = freshCollection();
    await connection.call(writing, (client) =>
      client.createCollection(collection, { vectors: { size: 4, distance: "Dot" } }),
    );
    proxy.requests.length = 0;
    return {
      proxy,
      connection,
      put: (batch: number) =>
        connection.call(writing, (client) =>
          client.upsert(collection, { wait: true, points: pointsOf(batch) }),
        ),
      read: () =>
        connection.call(reading, (client) =>
          client.scroll(collection, { limit: 1000, with_vector: true, with_payload: true }),
        ),
    };
  }

  function pointsOf(batch: number) {
    return Array.from({ length: idsPerBatch }, (_, index) => {
      const id = batch * idsPerBatch + index;
      return { id, vector: [id, 1, 2, 3], payload: { name: `photo ${id}` } };
    });
  }

  function expectWhole({ points }: { points: { id: number | string }[] }, batches: number): void {
    const expected = Array.from({ length: batches }, (_, batch) => pointsOf(batch)).flat();
    expect(points).toMatchObject(expected);
    expect(points).toHaveLength(expected.length);
  }

  const faults: [string, ProxyFault][] = [
    ["delayed", delayedBy(30)],
    ["hung up on", hungUpOn],
    ["done, and the answer lost", losingTheAnswer],
    ["cut in the middle of the answer", cuttingAfter(20)],
    ["cut at the start of the answer", cuttingAfter(0)],
    ["truncated", truncatedTo(15)],
    ["answered 429", answering(429, { "retry-after": "0" })],
    ["answered 429 without a word of when", answering(429)],
    ["answered 500", answering(500)],
    ["answered 503 by a proxy's page", answering(503, { "content-type": "text/html" }, "<html>Soon</html>")],
  ];

  it.each(faults)(
    "requests that are %s are done in the end, nothing is lost and nothing double",
    async (_name, fault) => {
      const { proxy, put, read, connection } = await station();
      for (let batch = 0; batch < 5; batch++) {
        proxy.next(fault, fault);
        await put(batch);
      }
      proxy.next(fault, fault);
      expectWhole(await read(), 5);
      expect(connection).toMatchObject({ state: "connected", trouble: undefined });
    },
  );

  it("of every kind, at random, under everything that may be under way at once", async () => {
    const { proxy, put, read } = await station({
      patience: { tries: 200, backoffCapMillis: 5, readMillis: 150_000, writeMillis: 150_000 },
    });
    const kinds = [...faults.map(([, fault]) => fault), letThrough, letThrough];
    proxy.next(...Array.from({ length: 200 }, (_, index) => kinds[(index * 7) % kinds.length] ?? letThrough));
    const reads = Array.from({ length: 10 }, () => read());
    await Promise.all([...Array.from({ length: 20 }, (_, batch) => put(batch)), ...reads]);
    expectWhole(await read(), 20);
  });

  it("a request that nothing ever comes back from is asked again, and ends with its deadline", async () => {
    const clock = new PlayedClock();
    clock.chance = 0;
    const { proxy, put, read } = await station({ clock });
    const { readMillis, writeMillis } = defaultPatience;
    const letATryEnd = async (tries: number, millis: number) => {
      await until(() => proxy.requests.length === tries);
      clock.advance(millis / 2);
    };
    const letThePauseEnd = async () => {
      await until(() => clock.pendingMillis[0] === 0);
      clock.advance(0);
    };
    proxy.next(swallowed);
    const sent = put(0);
    await letATryEnd(1, writeMillis);
    await letThePauseEnd();
    await sent;
    proxy.next(swallowed, swallowed);
    const failed = read().catch((error: unknown) => error);
    await letATryEnd(3, readMillis);
    await letThePauseEnd();
    await letATryEnd(4, readMillis);
    expect(await failed).toMatchObject({
      code: "VECTOR_STORE_UNREACHABLE",
      message: `Reading failed at ${proxy.address}: no answer came within ${readMillis / 1000} s.`,
    });
    expectWhole(await read(), 1);
    expect(clock.pendingMillis).toEqual([]);
  });

  it("a server that goes away makes calls fail at once, and is found by itself when it is back", async () => {
    const { proxy, connection, put, read } = await station({ patience: { probePauseMillis: 20, tries: 2 } });
    await put(0);
    const changes: string[] = [];
    connection.onChange((state) => changes.push(state));
    await proxy.goAway();
    await until(async () => {
      await expect(read()).rejects.toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
      return connection.state === "away";
    });
    expect(connection.trouble).toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
    const asked = proxy.requests.length;
    await Promise.allSettled([put(1), read(), read()]);
    expect(proxy.requests).toHaveLength(asked);
    await proxy.comeBack();
    await until(() => connection.state === "connected");
    await put(1);
    expectWhole(await read(), 2);
    expect(changes).toEqual(["away", "connected"]);
  });

  it("a server that answers 503 to everything is away, and 429 to everything is not", async () => {
    const { proxy, connection, read } = await station({ patience: { tries: 1, probePauseMillis: 60_000 } });
    proxy.always = answering(429);
    for (const _ of [1, 2, 3, 4]) await expect(read()).rejects.toThrow(/asks to be asked less often \(429/);
    expect(connection.state).toBe("connected");
    proxy.always = answering(503);
    for (const _ of [1, 2, 3]) await expect(read()).rejects.toThrow(/cannot answer now \(503/);
    expect(connection.state).toBe("away");
    expect(await connection.probeNow()).toBe(false);
    proxy.always = undefined;
    expect(await connection.probeNow()).toBe(true);
    await expect(read()).resolves.toBeDefined();
  });

  it("a check bears with one cut connection, and no more", async () => {
    const { proxy, connection } = await station();
    proxy.next(hungUpOn);
    await expect(checkServer(connection)).resolves.toBeDefined();
    proxy.next(hungUpOn, hungUpOn);
    await expect(checkServer(connection)).rejects.toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
    proxy.next(truncatedTo(10), truncatedTo(10));
    await expect(checkServer(connection)).rejects.toMatchObject({ code: "VECTOR_STORE_UNREACHABLE" });
  });
});
