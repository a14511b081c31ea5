/** What is dragged from a grid says so to what it may be dropped on. */
const type = "application/x-shoebox-photos";

export function dragPhotos(data: DataTransfer, assetIds: readonly number[]): void {
  data.setData(type, JSON.stringify(assetIds));
  data.effectAllowed = "copy";
}

export function holdsPhotos(data: DataTransfer): boolean {
  return data.types.includes(type);
}

/** Their numbers; empty where nothing of a grid was dropped. */
export function draggedPhotos(data: DataTransfer): number[] {
  try {
    const ids: unknown = JSON.parse(data.getData(type));
    return Array.isArray(ids) ? ids.filter((id) => Number.isSafeInteger(id) && id > 0) : [];
  } catch {
    return [];
  }
}
