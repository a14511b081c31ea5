import type { QdrantClient } from "@qdrant/js-client-rest";
import { z } from "zod";
import { ShoeboxError } from "../../errors.ts";
import type { QdrantConnection } from "./connection.ts";
import { cutWords } from "./connection-failure.ts";
import { answeredStatusOf } from "./problems.ts";
import { isOlder, leastVersion, parseVersion } from "./server-version.ts";
import { speaksTls } from "./speaks-tls.ts";

/** What Qdrant says at its root (`VersionInfo` in its OpenAPI document). */
const rootSchema = z.object({ title: z.string().regex(/qdrant/i), version: z.string() });

interface CheckOptions {
  /** That is to be written to: a key may be good for it alone. */
  collection?: string;
}

/**
 * Tries, before anything is begun, whether a library can lie there: a Qdrant, not too old, that takes the key, also for
 * writing. Changes nothing on the server.
 * @throws VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE
 */
export async function checkServer(
  connection: QdrantConnection,
  { collection }: CheckOptions = {},
): Promise<{ version: string }> {
  // Whoever checks does not want to wait for the next planned look.
  if (connection.state === "away") await connection.probeNow();
  const version = await readVersion(connection);
  await connection.call(attempt("connecting"), (client) => client.getCollections());
  await assertMayWrite(connection, collection);
  return { version };
}

/** A person waits for it: one more try, for a connection that was cut, and no more. */
function attempt(what: string): { what: string; isWrite: false; tries: number } {
  return { what, isWrite: false, tries: 2 };
}

/** The root answers without a key. */
async function readVersion(connection: QdrantConnection): Promise<string> {
  const answer = await readRoot(connection);
  const root = rootSchema.safeParse(answer);
  if (!root.success) {
    throw unsuitable(`What answers at ${connection.address} is no Qdrant: ${whatItIs(answer)}.`);
  }
  const { version } = root.data;
  if (isOlder(parseVersion(version), leastVersion)) {
    const least = leastVersion.join(".");
    throw unsuitable(
      `The Qdrant at ${connection.address} is version ${version}; Shoebox needs ${least} or newer.`,
    );
  }
  return version;
}

async function readRoot(connection: QdrantConnection): Promise<unknown> {
  try {
    return await connection.call(attempt("connecting"), (client) => client.versionInfo());
  } catch (error) {
    if (await isSecureInstead(connection, error)) {
      const { address } = connection;
      const message = `What answers at ${address} speaks https, not http: begin the address with https://.`;
      throw new ShoeboxError("VECTOR_STORE_UNSUITABLE", message, { cause: error });
    }
    throw error;
  }
}

/** Most servers with TLS hang up on who speaks http, some answer 400: that alone does not tell. */
async function isSecureInstead({ address }: QdrantConnection, error: unknown): Promise<boolean> {
  const status = answeredStatusOf(error);
  const wasCut = status === undefined && error instanceof Error && error.message.includes(cutWords);
  return address.scheme === "http" && (wasCut || status === 400) && (await speaksTls(address));
}

function whatItIs(answer: unknown): string {
  if (typeof answer === "string") {
    return /^\s*</.test(answer) ? "it answers with a web page" : "it answers with text";
  }
  return "it is another program";
}

/**
 * An empty list of changes to aliases changes nothing, and is refused to a key that may only read (tried on 1.18.3). A key
 * for one collection may not do even that: with it an empty list of points to delete is refused as such, not for the key.
 */
async function assertMayWrite(connection: QdrantConnection, collection: string | undefined): Promise<void> {
  const error = await errorOf(connection, (client) => client.updateCollectionAliases({ actions: [] }));
  if (error === undefined) return;
  if (answeredStatusOf(error) !== 403) throw error;
  const scoped =
    collection === undefined
      ? error
      : await errorOf(connection, (client) => client.delete(collection, { points: [] }));
  const status = answeredStatusOf(scoped);
  if (scoped === undefined || status === 400) return;
  if (status !== 403 && status !== 404) throw scoped;
  const subject = connection.hasKey ? "The key" : "Without a key one";
  const message = `${subject} ${whatItMay(scoped, collection)} at ${connection.address}: give one that may write.`;
  throw new ShoeboxError("VECTOR_STORE_KEY_REFUSED", message, { cause: error });
}

function whatItMay(refusal: unknown, collection: string | undefined): string {
  if (answeredStatusOf(refusal) === 404) {
    return `may not make collections, and there is no collection ${collection} yet`;
  }
  const isForOthers = refusal instanceof Error && /access to collection/i.test(refusal.message);
  return isForOthers && !/write access/i.test((refusal as Error).message)
    ? `may not use the collection ${collection}`
    : "may only read";
}

async function errorOf(
  connection: QdrantConnection,
  request: (client: QdrantClient) => Promise<unknown>,
): Promise<unknown> {
  try {
    await connection.call(attempt("trying to write"), request);
    return undefined;
  } catch (error) {
    return error;
  }
}

function unsuitable(message: string): ShoeboxError {
  return new ShoeboxError("VECTOR_STORE_UNSUITABLE", message);
}
