/** What `orLate` answers in place of something that takes its time. */
export const late = Symbol("late");

/** What this becomes, where that does not take longer; it is gone on with, and what it throws later is nobody's. */
export async function orLate<Value>(
  work: Promise<Value>,
  patienceMillis: number,
): Promise<Value | typeof late> {
  const { promise, resolve } = Promise.withResolvers<typeof late>();
  const timer = setTimeout(() => resolve(late), patienceMillis);
  work.catch(() => {});
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
