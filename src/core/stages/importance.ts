/** Of two stages that could run the more important one does. */
export const stageImportance = {
  /** Milliseconds, and photos cannot be found by what is written about them without it. */
  words: 40,
  /** Photos that cannot be found by what is on them without it. */
  search: 30,
  /** Dates, places and names that an older reader did not know: cheap, and seen at once. */
  facts: 25,
  /** Photos that cannot be found by where they were taken without it: cheap. */
  places: 23,
  /** Asked for by a person, who goes on with what there is meanwhile. */
  nextModel: 20,
  /** Until a server has them, photos are not found by its searches. */
  sending: 15,
  copies: 10,
  /** Nobody waits for them, and they take longest. */
  captions: 5,
} as const;
