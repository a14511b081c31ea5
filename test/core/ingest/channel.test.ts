import { describe, expect, it } from "vitest";
import { Channel } from "../../../src/core/ingest/channel.ts";

interface Item {
  number: number;
}

const numbersOf = (items: readonly Item[]) => items.map(({ number }) => number);

describe("a bounded queue between two stages", () => {
  // A batch that had waited in vain for more was still in the line of those to be woken: the next item woke it, and not
  // the one that waited by then. With a job that was paused just then it lay there for ever: "Pausing ..." did not end.
  it("wakes the one that waits, though a batch before it gave up waiting", async () => {
    const channel = new Channel<Item>(4);
    await channel.send({ number: 1 });
    expect(numbersOf(await channel.receiveBatch(3, 1))).toEqual([1]);
    const next = channel.receive();
    await channel.send({ number: 2 });
    expect(await next).toEqual({ number: 2 });
  });

  it("gives a batch what comes within its patience, and no more than was asked for", async () => {
    const channel = new Channel<Item>(4);
    const batch = channel.receiveBatch(3, 60_000);
    for (const number of [1, 2, 3, 4]) await channel.send({ number });
    expect(numbersOf(await batch)).toEqual([1, 2, 3]);
    expect(channel.size).toBe(1);
  });

  it("lets whoever fills it wait while it is full, and loses nothing", async () => {
    const channel = new Channel<Item>(2);
    const numbers = Array.from({ length: 50 }, (_, number) => number);
    const filled = Promise.all(
      [0, 1, 2].map(async (sender) => {
        for (const number of numbers.filter((each) => each % 3 === sender)) {
          await channel.send({ number });
          expect(channel.size).toBeLessThanOrEqual(2);
        }
      }),
    ).then(() => channel.close());
    const received: number[] = [];
    await Promise.all([
      (async () => {
        for (let item = await channel.receive(); item; item = await channel.receive())
          received.push(item.number);
      })(),
      (async () => {
        for (
          let batch = await channel.receiveBatch(4, 1);
          batch.length > 0;
          batch = await channel.receiveBatch(4, 1)
        ) {
          received.push(...numbersOf(batch));
        }
      })(),
    ]);
    await filled;
    expect(received.sort((left, right) => left - right)).toEqual(numbers);
  });
});
