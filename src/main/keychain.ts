import { safeStorage } from "electron";

/**
 * Secrets sealed for this user of this machine by the system's keychain. Linux without one has "basic_text", which
 * anybody can read: none, then.
 */
export async function sealSecret(text: string): Promise<Uint8Array | undefined> {
  if (!(await isKeychainThere())) return undefined;
  return new Uint8Array(await safeStorage.encryptStringAsync(text));
}

/** @returns undefined for bytes that this keychain did not seal */
export async function unsealSecret(bytes: Uint8Array): Promise<string | undefined> {
  if (!(await isKeychainThere())) return undefined;
  try {
    return (await safeStorage.decryptStringAsync(Buffer.from(bytes))).result;
  } catch {
    return undefined;
  }
}

async function isKeychainThere(): Promise<boolean> {
  if (process.platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text") return false;
  return safeStorage.isAsyncEncryptionAvailable();
}
