import { z } from "zod";
import { type Copy, copySchema } from "./copy.ts";

/** A copy that another tool made unreadable counts as none: the library that sent it finds it missing and sends it again. */
const copiesSchema = z
  .array(z.unknown())
  .transform((copies) => copies.flatMap((copy) => copySchema.safeParse(copy).data ?? []));

/** What is read of a point's payload, whichever part of it was asked for. */
const payloadSchema = z.object({
  sha256: z.string().optional().catch(undefined),
  stamp: z.string().optional().catch(undefined),
  library: z.array(z.string()).catch([]),
  copies: copiesSchema.catch([]),
  /** WebP, base64. */
  thumbnail: z.string().optional().catch(undefined),
});
export type PointPayload = z.infer<typeof payloadSchema>;

export function payloadOf(payload: unknown): PointPayload {
  return payloadSchema.parse(payload ?? {});
}

export function copyIn(payload: PointPayload, libraryId: string): Copy | undefined {
  return payload.copies.find(({ library }) => library === libraryId);
}
