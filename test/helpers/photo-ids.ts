import type { Core } from "../../src/core/index.ts";

/** The ids of the photos on the timeline, lowest first. */
export async function photoIds(core: Core): Promise<number[]> {
  const { assetIds } = await core.client.photos.timeline({});
  return decodeIds(assetIds).sort((left, right) => left - right);
}

/** Photos whose disk is not connected, lowest first. */
export async function offlineIds(core: Core): Promise<number[]> {
  return decodeIds((await core.client.photos.offline()).assetIds).sort((left, right) => left - right);
}

export function decodeIds(base64: string): number[] {
  const bytes = Buffer.from(base64, "base64");
  return Array.from({ length: bytes.length / 4 }, (_, row) => bytes.readUInt32LE(row * 4));
}
