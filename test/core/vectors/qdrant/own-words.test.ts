import { describe, expect, it, onTestFinished } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { answeredStatusOf } from "../../../../src/core/vectors/qdrant/problems.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";

const reading = { what: "reading", isWrite: false };
const writing = { what: "writing", isWrite: true };

describeOnQdrant("what Qdrant itself says", ({ url, apiKey, freshCollection }) => {
  async function station(strict: Record<string, unknown> = {}) {
    const connection = new QdrantConnection({ address: parseQdrantAddress(url), apiKey });
    onTestFinished(() => connection.close());
    const collection = freshCollection();
    const make = () =>
      connection.call(writing, (client) =>
        client.createCollection(collection, {
          vectors: { clip: { size: 4, distance: "Cosine" } },
          ...(Object.keys(strict).length > 0 && { strict_mode_config: { enabled: true, ...strict } }),
        }),
      );
    await make();
    return {
      connection,
      collection,
      make,
      put: (vector: Record<string, number[]>, payload: Record<string, unknown> = {}) =>
        connection.call(writing, (client) =>
          client.upsert(collection, { points: [{ id: 1, vector, payload }] }),
        ),
      scroll: (limit: number, deadlineMillis?: number) =>
        connection.call({ ...reading, ...(deadlineMillis && { deadlineMillis }) }, (client) =>
          client.scroll(collection, { limit }),
        ),
    };
  }

  const refused = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return {
      ...(error as object),
      status: answeredStatusOf(error),
      message: (error as Error | undefined)?.message,
    };
  };

  it("of vectors of another size, or of a name that is not there, is that the collection does not fit", async () => {
    const { put } = await station();
    expect(await refused(put({ clip: [1, 2, 3] }))).toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      status: 400,
    });
    expect(await refused(put({ other: [1, 2, 3, 4] }))).toMatchObject({ code: "VECTOR_STORE_UNSUITABLE" });
  });

  it("of a collection that is not there, or is there already", async () => {
    const { connection, make } = await station();
    const none = freshCollection();
    expect(await refused(connection.call(reading, (client) => client.count(none)))).toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      status: 404,
      message: expect.stringContaining(none),
    });
    expect(await refused(make())).toMatchObject({ code: "VECTOR_STORE_REFUSED", status: 409 });
  });

  it("of a name with a slash, or one that is too long, is a refusal", async () => {
    const { connection } = await station();
    for (const name of ["a/b", "x".repeat(300), "..", "with\u0000zero"]) {
      const made = connection.call(writing, (client) => client.createCollection(name, { vectors: {} }));
      expect(await refused(made)).toMatchObject({
        code: expect.stringMatching(/^VECTOR_STORE_(?:REFUSED|UNSUITABLE)$/),
      });
    }
  });

  it("of a disk that is as full as it may be is that there is no room, and reading goes on", async () => {
    const { put, scroll, connection } = await station({ max_disk_usage_percent: 1 });
    expect(await refused(put({ clip: [1, 2, 3, 4] }))).toMatchObject({
      code: "VECTOR_STORE_FULL",
      message: expect.stringMatching(/has no room left \(400: .*Disk usage is at \d+%/),
    });
    await expect(scroll(1)).resolves.toBeDefined();
    expect(connection.state).toBe("connected");
  });

  it("of a limit that its owner set is a refusal", async () => {
    const { scroll } = await station({ max_query_limit: 5 });
    expect(await refused(scroll(6))).toMatchObject({
      code: "VECTOR_STORE_REFUSED",
      status: 400,
      message: expect.stringMatching(/limit/i),
    });
  });

  it("of being asked too often is waited for as long as it says, or said", async () => {
    const { scroll } = await station({ read_rate_limit: 2 });
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => refused(scroll(1, 3000))));
    const limited = outcomes.filter(({ message }) => message !== undefined);
    expect(limited.length).toBeGreaterThan(0);
    for (const outcome of limited) {
      expect(outcome).toMatchObject({
        code: "VECTOR_STORE_UNREACHABLE",
        message: expect.stringMatching(/asks to be (?:asked less often|left alone for another \d)/),
      });
    }
  });

  it("of more than it takes at once is a refusal", async () => {
    const { put } = await station();
    const thumbnail = "A".repeat(40 * 1024 * 1024);
    expect(await refused(put({ clip: [1, 2, 3, 4] }, { thumbnail }))).toMatchObject({
      code: expect.stringMatching(/^VECTOR_STORE_/),
    });
  });
});

describe("a batch as Shoebox sends it", () => {
  it("is far below what Qdrant takes at once, 32 MB (config/config.yaml, max_request_size_mb)", () => {
    const vector = Array.from({ length: 768 }, (_, index) => Math.fround(Math.sin(index)));
    const payload = { thumbnail: "A".repeat(12_000), path: "x".repeat(1000) };
    const points = Array.from({ length: 128 }, (_, id) => ({ id, vector: { clip: vector }, payload }));
    expect(JSON.stringify({ points }).length).toBeLessThan(8 * 1024 * 1024);
  });
});
