/** How far from the beginning of a drawn text its character at this offset stands. */
export function pixelsAt(drawn: HTMLElement, offset: number): number {
  const walker = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left > length) {
      left -= length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, left);
    range.collapse(true);
    return range.getBoundingClientRect().left - drawn.getBoundingClientRect().left;
  }
  return 0;
}
