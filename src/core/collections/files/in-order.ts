/**
 * Makes something of each of many, so many at once, and gives it in their order.
 * @param ahead how many are being made at a time
 */
export async function* inOrder<Item, Made>(
  items: Iterable<Item>,
  ahead: number,
  make: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const underWay: Promise<Made>[] = [];
  for (const item of items) {
    const making = make(item);
    // Whoever takes it hears of it; whoever no longer comes for it does not have to.
    making.catch(() => {});
    underWay.push(making);
    if (underWay.length >= ahead) yield await (underWay.shift() as Promise<Made>);
  }
  for (const making of underWay) yield await making;
}
