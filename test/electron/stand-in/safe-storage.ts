import { strict } from "./strict.ts";

const mark = "sealed by the stand-in: ";

/** A keychain, as far as sealing and unsealing go: what it seals can be read by nobody who only looks for the text. */
export const safeStorage = strict("safeStorage", {
  getSelectedStorageBackend: () => "gnome_libsecret",
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(mark + Buffer.from(text).toString("base64")),
  decryptStringAsync: async (encrypted: Buffer) => {
    const text = encrypted.toString();
    if (!text.startsWith(mark)) throw new Error("Error while decrypting the ciphertext.");
    const result = Buffer.from(text.slice(mark.length), "base64").toString();
    return { result, shouldReEncrypt: false };
  },
});
