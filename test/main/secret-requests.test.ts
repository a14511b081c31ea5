import { describe, expect, it } from "vitest";
import { SecretRequests } from "../../src/main/secret-requests.ts";

function requests() {
  const sent: { requestId: number; secret: string | Uint8Array }[] = [];
  return { sent, secrets: new SecretRequests((requestId, secret) => sent.push({ requestId, secret })) };
}

describe("secrets that main is asked for", () => {
  it("are sealed and unsealed by what it answers, in any order", async () => {
    const { secrets, sent } = requests();
    const [sealed, text] = [secrets.seal("key"), secrets.unseal(Uint8Array.of(1))];
    expect(sent.map(({ secret }) => secret)).toEqual(["key", Uint8Array.of(1)]);
    secrets.settle(sent[1]?.requestId as number, "another key");
    secrets.settle(sent[0]?.requestId as number, Uint8Array.of(2));
    expect(await sealed).toEqual(Uint8Array.of(2));
    expect(await text).toBe("another key");
  });

  it("are none where there is no keychain, or it did not seal them", async () => {
    const { secrets, sent } = requests();
    const [sealed, text] = [secrets.seal("key"), secrets.unseal(Uint8Array.of(1))];
    for (const { requestId } of sent) secrets.settle(requestId, null);
    expect([await sealed, await text]).toEqual([undefined, undefined]);
  });

  it("are not what an answer of another kind says", async () => {
    const { secrets, sent } = requests();
    const [sealed, text] = [secrets.seal("key"), secrets.unseal(Uint8Array.of(1))];
    secrets.settle(sent[0]?.requestId as number, "key");
    secrets.settle(sent[1]?.requestId as number, Uint8Array.of(1));
    expect([await sealed, await text]).toEqual([undefined, undefined]);
  });
});
