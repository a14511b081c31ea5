import type { DuplicateGroup, DuplicateMember } from "../../../src/contract/index.ts";

export function member(part: Partial<DuplicateMember> = {}): DuplicateMember {
  const fileId = part.fileId ?? 1;
  return {
    path: `/photos/IMG_${fileId}.jpg`,
    assetId: fileId,
    reason: "the same picture",
    similarity: 1,
    mapIntoKept: null,
    fileId,
    files: 1,
    sizeBytes: 2000,
    format: "jpeg",
    width: 400,
    height: 300,
    takenAt: null,
    takenAtSource: null,
    modifiedAt: "2020-01-01T00:00:00.000Z",
    jpegQuality: null,
    software: null,
    isProtected: false,
    parts: [],
    isOnline: true,
    ...part,
  };
}

export function group(part: Partial<DuplicateGroup> = {}): DuplicateGroup {
  const members = part.members ?? [member({ fileId: 1 }), member({ fileId: 2 }), member({ fileId: 3 })];
  return {
    id: "g",
    tier: "same-picture",
    confidence: 0.97,
    bytesToWin: 4000,
    keep: members[0]?.assetId ?? 1,
    keepFileId: members[0]?.fileId ?? 1,
    keepRule: "more-pixels",
    keepReason: "more pixels: 4000 x 3000 against 1600 x 1200",
    takenAt: null,
    members,
    ...part,
  };
}
