import fc from "fast-check";
import { expect, it } from "vitest";
import { Places, RequestPlaces } from "../../../../src/core/vectors/qdrant/places.ts";

const settled = () => new Promise(setImmediate);

it("never gives out more places than there are, and every place that is given back, in the order of coming", async () => {
  const steps = fc.array(fc.constantFrom("enter", "leave", "give up"), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), steps, async (count, script) => {
      const places = new Places(count);
      const inside: (() => void)[] = [];
      const waiting = new Map<number, AbortController>();
      const entered: number[] = [];
      let next = 0;
      for (const step of script) {
        if (step === "leave") inside.shift()?.();
        else if (step === "give up") {
          const [first] = waiting.entries();
          first?.[1].abort(new Error("given up"));
        } else {
          const number = next++;
          const control = new AbortController();
          waiting.set(number, control);
          places
            .enter(control.signal)
            .then((leave) => {
              entered.push(number);
              inside.push(leave);
            })
            .catch(() => {})
            .finally(() => waiting.delete(number));
        }
        await settled();
        expect(inside.length).toBeLessThanOrEqual(count);
        expect(waiting.size === 0 || inside.length === count).toBe(true);
      }
      expect(entered).toEqual([...entered].sort((a, b) => a - b));
      while (inside.length > 0 || waiting.size > 0) {
        inside.shift()?.();
        await settled();
      }
    }),
  );
});

it("leaves no place taken by a write that gave up while it waited among the reads", async () => {
  const places = new RequestPlaces(2, 1);
  const forever = new AbortController().signal;
  const reads = [await places.enter(false, forever), await places.enter(false, forever)];
  const control = new AbortController();
  const write = places.enter(true, control.signal);
  control.abort(new Error("given up"));
  await expect(write).rejects.toThrow("given up");
  for (const leave of reads) leave();
  const leave = await places.enter(true, forever);
  leave();
  await expect(places.enter(true, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
  await expect(places.enter(true, forever)).resolves.toBeTypeOf("function");
});
