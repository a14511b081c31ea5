let isSought = false;

/** The next time that the models are shown, it begins at the captions. */
export function seekCaptions(): void {
  isSought = true;
}

/** Whether that was wished for: true once. */
export function isCaptionsSought(): boolean {
  const was = isSought;
  isSought = false;
  return was;
}
