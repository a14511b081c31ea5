import { ShoeboxError } from "../../errors.ts";

export const quantizations = ["none", "int8", "binary"] as const;
export type Quantization = (typeof quantizations)[number];

/** What somebody who runs a server of several nodes says for themselves; what is left out is decided by size. */
export interface PlanSettings {
  /** Into so many parts a new collection is cut, which can lie on different nodes. */
  shards?: number;
  /** On so many nodes each part lies. */
  replicas?: number;
  /** So many of them must have taken a write before it counts. */
  writeConsistency?: number;
  quantization?: Quantization;
}

type Environment = Record<string, string | undefined>;

const mostOfAny = 1000;

/**
 * SHOEBOX_QDRANT_SHARDS, SHOEBOX_QDRANT_REPLICAS, SHOEBOX_QDRANT_WRITE_CONSISTENCY and SHOEBOX_QDRANT_QUANTIZATION.
 * @throws QUERY_INVALID where one says something that cannot be
 */
export function planSettingsOf(environment: Environment): PlanSettings {
  const shards = countOf(environment, "SHOEBOX_QDRANT_SHARDS");
  const replicas = countOf(environment, "SHOEBOX_QDRANT_REPLICAS");
  const writeConsistency = countOf(environment, "SHOEBOX_QDRANT_WRITE_CONSISTENCY");
  if (writeConsistency !== undefined && writeConsistency > (replicas ?? 1)) {
    const than = `more than the ${replicas ?? 1} of SHOEBOX_QDRANT_REPLICAS: no write would ever count`;
    throw new ShoeboxError(
      "QUERY_INVALID",
      `SHOEBOX_QDRANT_WRITE_CONSISTENCY is ${writeConsistency}, ${than}.`,
    );
  }
  const quantization = quantizationOf(environment);
  return {
    ...(shards === undefined ? {} : { shards }),
    ...(replicas === undefined ? {} : { replicas }),
    ...(writeConsistency === undefined ? {} : { writeConsistency }),
    ...(quantization === undefined ? {} : { quantization }),
  };
}

function countOf(environment: Environment, name: string): number | undefined {
  const text = environment[name]?.trim();
  if (!text) return undefined;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= mostOfAny) return count;
  throw new ShoeboxError(
    "QUERY_INVALID",
    `${name} has to be a whole number from 1 to ${mostOfAny}, and is "${text}".`,
  );
}

function quantizationOf(environment: Environment): Quantization | undefined {
  const text = environment.SHOEBOX_QDRANT_QUANTIZATION?.trim();
  if (!text) return undefined;
  const known = quantizations.find((each) => each === text);
  if (known) return known;
  throw new ShoeboxError(
    "QUERY_INVALID",
    `SHOEBOX_QDRANT_QUANTIZATION has to be ${quantizations.slice(0, -1).join(", ")} or ${quantizations.at(-1)}, and is "${text}".`,
  );
}
