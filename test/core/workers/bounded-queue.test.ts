import { expect, test } from "vitest";
import { BoundedQueue } from "../../../src/core/workers/bounded-queue.ts";

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test.each([
  [true, ["first", "c", "b", "a"]],
  [false, ["first", "a", "b", "c"]],
])("does one thing at a time, newest first: %s", async (isNewestFirst, order) => {
  const queue = new BoundedQueue({ mostWaiting: 10, isNewestFirst });
  const { opened, open } = gate();
  const done: string[] = [];
  const work = ["first", "a", "b", "c"].map((name) =>
    queue.run(async () => {
      await opened;
      done.push(name);
    }),
  );
  open();
  await Promise.all(work);
  expect(done).toEqual(order);
});

test("what is urgent goes before all that is not, in its own order", async () => {
  const queue = new BoundedQueue({ mostWaiting: 10, isNewestFirst: false });
  const { opened, open } = gate();
  const done: string[] = [];
  const work = ["first", "a", "urgent b", "c", "urgent d"].map((name) =>
    queue.run(
      async () => {
        await opened;
        done.push(name);
      },
      undefined,
      name.startsWith("urgent"),
    ),
  );
  open();
  await Promise.all(work);
  expect(done).toEqual(["first", "urgent b", "urgent d", "a", "c"]);
});

test("what is given up before its turn is never begun, and what follows is", async () => {
  const queue = new BoundedQueue({ mostWaiting: 10, isNewestFirst: false });
  const { opened, open } = gate();
  const givenUp = new AbortController();
  const done: string[] = [];
  const first = queue.run(() => opened);
  const second = queue.run(async () => void done.push("second"), givenUp.signal);
  const third = queue.run(async () => void done.push("third"));
  givenUp.abort(new Error("given up"));
  await expect(second).rejects.toThrow("given up");
  open();
  await Promise.all([first, third]);
  expect(done).toEqual(["third"]);
});

test("beyond what may wait the oldest is rejected; what fails does not hold up the rest", async () => {
  const queue = new BoundedQueue({ mostWaiting: 2, isNewestFirst: false });
  const { opened, open } = gate();
  const first = queue.run(() => opened);
  const second = queue.run(async () => "second");
  const third = queue.run(() => Promise.reject(new Error("failed")));
  const fourth = queue.run(async () => "fourth");
  await expect(second).rejects.toThrow("Too much waits");
  open();
  await first;
  await expect(third).rejects.toThrow("failed");
  expect(await fourth).toBe("fourth");
  expect(await queue.run(async () => "after all")).toBe("after all");
});
