import { randomUUID } from "node:crypto";
import { afterAll, describe, it } from "vitest";
import { z } from "zod";

const answerSchema = z.object({ result: z.object({ collections: z.array(z.object({ name: z.string() })) }) });

/** A Qdrant server that tests may fill, and collections of its own for each test. */
export interface RealQdrant {
  url: string;
  /** Of a server that asks for one. */
  apiKey: string | undefined;
  /** A collection's name that nobody else has; whatever begins with it goes at the end of the test's file. */
  freshCollection(): string;
}

const prefix = `shoebox-test-${randomUUID().slice(0, 8)}`;

/** The server that SHOEBOX_QDRANT_TEST_URL (and SHOEBOX_QDRANT_TEST_API_KEY) names; undefined where none is named. */
export function realQdrant(): RealQdrant | undefined {
  const url = process.env.SHOEBOX_QDRANT_TEST_URL;
  if (!url) return undefined;
  const freshCollection = () => `${prefix}-${randomUUID().slice(0, 8)}`;
  return {
    url: url.replace(/\/+$/, ""),
    apiKey: process.env.SHOEBOX_QDRANT_TEST_API_KEY || undefined,
    freshCollection,
  };
}

/** Tests that only a server can pass. Where none is named they are marked as not run, by name and in the output. */
export function describeOnQdrant(name: string, tests: (qdrant: RealQdrant) => void): void {
  const qdrant = realQdrant();
  if (!qdrant) {
    it(`NOT TESTED, for want of a Qdrant server: ${name}`, () => {
      console.warn(`NOT TESTED: SHOEBOX_QDRANT_TEST_URL names no Qdrant server: ${name}`);
    });
    return;
  }
  describe(name, () => {
    afterAll(() => removeCollections(qdrant));
    tests(qdrant);
  });
}

async function removeCollections(qdrant: RealQdrant): Promise<void> {
  const headers: Record<string, string> = qdrant.apiKey ? { "api-key": qdrant.apiKey } : {};
  const answer = await fetch(`${qdrant.url}/collections`, { headers });
  const { result } = answerSchema.parse(await answer.json());
  for (const { name } of result.collections) {
    if (!name.startsWith(prefix)) continue;
    await fetch(`${qdrant.url}/collections/${name}`, { method: "DELETE", headers });
  }
}
