import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Order } from "../../../src/core/search/order.ts";

describe("an order of which the end is looked up when somebody comes there", () => {
  it("is the same whatever pages are asked for, and in whatever sequence", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 120 }),
        fc.nat(120),
        fc.array(fc.tuple(fc.nat(130), fc.integer({ min: 1, max: 40 })), { maxLength: 12 }),
        async (all, begun, pages) => {
          const known = all.slice(0, begun);
          // What is looked up has those at the beginning in another order among it.
          const others = [...known.toReversed(), ...all.slice(begun)];
          const order = () =>
            new Order(known, {
              length: all.length,
              moreOf: async (count) => others.slice(0, Math.max(count, known.length)),
            });
          const paged = order();
          const answers = await Promise.all(pages.map(([offset, limit]) => paged.slice(offset, limit)));
          expect(answers).toEqual(pages.map(([offset, limit]) => all.slice(offset, offset + limit)));
          expect(await order().all()).toEqual(all);
        },
      ),
    );
  });

  it("ends where nothing more is found", async () => {
    const order = new Order([3, 1], { length: 10, moreOf: async () => [1, 3, 7] });
    expect(await order.slice(1, 9)).toEqual([1, 7]);
    expect(order.length).toBe(10);
  });

  it("is looked up again after that failed", async () => {
    let tries = 0;
    const moreOf = async () => {
      if (tries++ === 0) throw new Error("away");
      return [1, 2, 3];
    };
    const order = new Order([1], { length: 3, moreOf });
    await expect(order.all()).rejects.toThrow("away");
    expect(await order.all()).toEqual([1, 2, 3]);
  });
});
