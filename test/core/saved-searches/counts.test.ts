import { expect, test } from "vitest";
import { Counts, type Finding } from "../../../src/core/saved-searches/counts.ts";
import { until } from "../../helpers/until.ts";

/** Counts whose answers come when the test says so. */
function played(quiet: { quietMillis?: number; patienceMillis?: number } = {}) {
  const asked: string[] = [];
  const waiting: { query: string; answer(count: number): void }[] = [];
  let told = 0;
  const counts = new Counts({
    examine(query) {
      asked.push(query);
      const { promise, resolve } = Promise.withResolvers<Finding>();
      waiting.push({ query, answer: (count) => resolve({ count, problem: null }) });
      return promise;
    },
    onCounted: () => {
      told += 1;
    },
    quietMillis: 0,
    ...quiet,
  });
  const answer = async (count: number) => {
    await until(() => waiting.length > 0);
    waiting.shift()?.answer(count);
  };
  return { counts, asked, waiting, answer, told: () => told };
}

const known = (count: number): Finding => expect.objectContaining({ count });

test("queries are counted one after the other, each once, and whoever asked is told", async () => {
  const { counts, asked, waiting, answer, told } = played();
  expect(counts.of(["boat", "dog", "boat"])).toEqual([undefined, undefined, undefined]);
  await until(() => waiting.length > 0);
  expect(asked).toEqual(["boat"]);
  await answer(3);
  await answer(5);
  await until(() => told() === 1);
  expect(counts.of(["boat", "dog", "boat"])).toEqual([known(3), known(5), known(3)]);
  expect(asked).toEqual(["boat", "dog"]);
  await counts.close();
});

test("when the library has changed, what was counted is shown until it is counted again", async () => {
  const { counts, answer, told } = played();
  counts.of(["boat"]);
  await answer(3);
  await until(() => told() === 1);
  counts.of(["boat"]);
  counts.libraryChanged();
  expect(counts.of(["boat"])).toEqual([known(3)]);
  await answer(4);
  await until(() => told() === 2);
  expect(counts.of(["boat"])).toEqual([known(4)]);
  await counts.close();
});

test("nothing is counted again before the library has been quiet for a while, however often it changes", async () => {
  const { counts, asked, answer, told } = played({ quietMillis: 60_000, patienceMillis: 60_000 });
  counts.of(["boat"]);
  await answer(3);
  await until(() => told() === 1);
  for (let change = 0; change < 100; change++) {
    counts.of(["boat"]);
    counts.libraryChanged();
  }
  expect(asked).toEqual(["boat"]);
  // Whoever cannot wait says so.
  const settled = counts.settled();
  await answer(4);
  await settled;
  expect(counts.of(["boat"])).toEqual([known(4)]);
  await counts.close();
});

test("while changes go on and on it is counted again when patience has run out", async () => {
  const { counts, answer, told } = played({ quietMillis: 60_000, patienceMillis: 0 });
  counts.of(["boat"]);
  await answer(3);
  await until(() => told() === 1);
  counts.of(["boat"]);
  counts.libraryChanged();
  await answer(4);
  await until(() => told() === 2);
  await counts.close();
});

test("for whom nobody has asked since, nothing is counted", async () => {
  const { counts, asked, answer, told } = played();
  counts.of(["boat"]);
  await answer(3);
  await until(() => told() === 1);
  counts.libraryChanged();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual(["boat"]);
  counts.of(["boat"]);
  await answer(4);
  await until(() => told() === 2);
  await counts.close();
});

test("what is asked for while others are counted comes after them; what is no longer asked for does not", async () => {
  const { counts, asked, waiting, answer, told } = played();
  counts.of(["boat", "dog"]);
  await until(() => waiting.length > 0);
  counts.of(["boat", "cat"]);
  await answer(1);
  await answer(2);
  await until(() => told() === 2);
  expect(asked).toEqual(["boat", "cat"]);
  expect(counts.of(["boat", "dog", "cat"])).toEqual([known(1), undefined, known(2)]);
  await answer(7);
  await counts.close();
});

test("a change during a count is counted after it", async () => {
  const { counts, waiting, answer, told } = played();
  counts.of(["boat"]);
  await until(() => waiting.length > 0);
  counts.libraryChanged();
  await answer(3);
  await until(() => told() === 1);
  await answer(4);
  await until(() => told() === 2);
  expect(counts.of(["boat"])).toEqual([known(4)]);
  await counts.close();
});
