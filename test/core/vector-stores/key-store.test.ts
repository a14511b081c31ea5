import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KeyStore, type Secrets } from "../../../src/core/vector-stores/key-store.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const url = "http://localhost:6333";
const key = "a key that nobody may see";

/** A keychain that turns texts around. */
const keychain: Secrets = {
  seal: async (text) => Buffer.from(text.split("").reverse().join("")),
  unseal: async (bytes) => Buffer.from(bytes).toString().split("").reverse().join(""),
};

const noKeychain: Secrets = { seal: async () => undefined, unseal: async () => undefined };

async function storeWith(secrets?: Secrets, environment: NodeJS.ProcessEnv = {}) {
  const directory = await temporaryDirectory();
  return {
    directory,
    path: join(directory, "qdrant.key"),
    keys: new KeyStore(directory, secrets, environment),
  };
}

describe("the key of a Qdrant server", () => {
  it("lies in a file that only its owner can read, where there is no keychain", async () => {
    for (const secrets of [undefined, noKeychain]) {
      const { keys, path } = await storeWith(secrets);
      await keys.keep(url, key);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await keys.find(url)).toEqual({ key, keptIn: "file" });
    }
  });

  it("is in no file where the system has a keychain", async () => {
    const { keys, path } = await storeWith(keychain);
    await keys.keep(url, key);
    const text = await readFile(path, "utf8");
    expect(text).not.toContain(key);
    expect(text).not.toContain(Buffer.from(key).toString("base64"));
    expect(await keys.find(url)).toEqual({ key, keptIn: "keychain" });
  });

  it("that a keychain sealed is said to be there, and not known, where that cannot be asked", async () => {
    const { keys, directory } = await storeWith(keychain);
    await keys.keep(url, key);
    expect(await new KeyStore(directory, undefined, {}).find(url)).toEqual({
      key: undefined,
      keptIn: "keychain",
    });
  });

  it("is given to no other server", async () => {
    const { keys } = await storeWith();
    await keys.keep(url, key);
    expect(await keys.find("http://elsewhere:6333")).toBeUndefined();
  });

  it("of the environment goes first, and is written nowhere", async () => {
    const { keys, path } = await storeWith(undefined, { SHOEBOX_QDRANT_API_KEY: ` ${key}\n` });
    expect(await keys.find(url)).toEqual({ key, keptIn: "environment" });
    await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("replaces the one before, and can be forgotten", async () => {
    const { keys } = await storeWith();
    await keys.keep(url, "first");
    await keys.keep(url, "second");
    expect((await keys.find(url))?.key).toBe("second");
    keys.forget();
    keys.forget();
    expect(await keys.find(url)).toBeUndefined();
  });

  it("in a file that is damaged is none", async () => {
    const { keys, path } = await storeWith();
    for (const text of ["", "{", '{"key":"x"}', "[]"]) {
      await writeFile(path, text);
      expect(await keys.find(url)).toBeUndefined();
    }
  });
});
