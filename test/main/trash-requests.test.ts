import { expect, test } from "vitest";
import { messageFromCoreSchema, messageToCoreSchema } from "../../src/main/core-messages.ts";
import { TrashRequests } from "../../src/main/trash-requests.ts";

test("a request settles by its own answer, with the system's words when it was refused", async () => {
  const sent: { requestId: number; path: string }[] = [];
  const requests = new TrashRequests((requestId, path) => sent.push({ requestId, path }));
  const [first, second] = [requests.ask("/photos/one.jpg"), requests.ask("/photos/two.jpg")];
  const [one, two] = sent.map((request) => messageFromCoreSchema.parse({ type: "trash", ...request }));
  expect(one).toEqual({ type: "trash", requestId: 1, path: "/photos/one.jpg" });
  requests.settle(2, "no trash on this disk");
  requests.settle(1, null);
  await expect(first).resolves.toBeUndefined();
  await expect(second).rejects.toThrow("no trash on this disk");
  expect(two).toMatchObject({ requestId: 2 });
  expect(messageToCoreSchema.safeParse({ type: "trashed", requestId: 1 }).success).toBe(false);
});
