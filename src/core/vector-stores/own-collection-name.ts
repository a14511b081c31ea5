/**
 * How the Qdrant collection of a collection of the library is called, whatever people call that.
 * @param main the name of the library's own collection there
 */
export function ownCollectionName(main: string, collectionId: number): string {
  return `${main}.collection-${collectionId}`;
}
