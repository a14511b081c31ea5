import { describe, expect, it } from "vitest";
import { CircuitBreaker } from "../../../../src/core/vectors/qdrant/circuit-breaker.ts";
import { defaultPatience, probePauseMillisOf } from "../../../../src/core/vectors/qdrant/patience.ts";
import { PlayedClock } from "../../../helpers/played-clock.ts";

function breakerOf(isThere: () => boolean) {
  const clock = new PlayedClock();
  const states: string[] = [];
  const breaker: CircuitBreaker<string> = new CircuitBreaker<string>({
    clock,
    patience: defaultPatience,
    probe: async () => (isThere() ? undefined : "nobody"),
    onChange: () => states.push(breaker.state),
  });
  const fail = (times: number, epoch = breaker.epoch) => {
    for (let time = 0; time < times; time++) breaker.failed("nobody", epoch);
  };
  return { breaker, clock, states, fail };
}

describe("a circuit breaker", () => {
  it("opens with failures in a row, not with some among others that went well", () => {
    const { breaker, fail } = breakerOf(() => false);
    for (let round = 0; round < 5; round++) {
      fail(defaultPatience.failuresUntilAway - 1);
      breaker.succeeded(breaker.epoch);
    }
    expect(breaker.state).toBe("closed");
    fail(defaultPatience.failuresUntilAway);
    expect(breaker.state).toBe("open");
  });

  it("is not moved by what was begun before it opened", async () => {
    let isThere = false;
    const { breaker, fail } = breakerOf(() => isThere);
    const before = breaker.epoch;
    fail(3);
    breaker.succeeded(before);
    expect(breaker.state).toBe("open");
    isThere = true;
    expect(await breaker.probeNow()).toBe(true);
    breaker.failed("nobody", before);
    expect(breaker.state).toBe("half-open");
    breaker.succeeded(breaker.epoch);
    expect(breaker.state).toBe("closed");
    breaker.failed("nobody", before);
    expect(breaker.reason).toBeUndefined();
  });

  it("plans one look at a time, and none once it is closed for good", async () => {
    const { breaker, clock, fail } = breakerOf(() => false);
    fail(10);
    expect(clock.pendingMillis).toEqual([1000]);
    expect(await breaker.probeNow()).toBe(false);
    expect(clock.pendingMillis).toEqual([2000]);
    const looking = breaker.probeNow();
    breaker.close();
    expect(await looking).toBe(false);
    expect(clock.pendingMillis).toEqual([]);
  });

  it("pauses between looks for a second at least and a minute at most, half of it by chance", () => {
    for (const [looks, full] of [
      [0, 1000],
      [1, 2000],
      [5, 32_000],
      [6, 60_000],
      [1000, 60_000],
    ] as const) {
      expect(probePauseMillisOf(defaultPatience, looks, 0)).toBe(Math.max(1000, full / 2));
      expect(probePauseMillisOf(defaultPatience, looks, 1)).toBe(full);
    }
  });
});
