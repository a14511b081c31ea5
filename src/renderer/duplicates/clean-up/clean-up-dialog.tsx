export function CleanUpDialog(_: { onClose(): void; onHistory(): void }) {
  return null;
}
