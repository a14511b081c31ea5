import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { failureOfConnection } from "../../../../src/core/models/installing/download/download-failure.ts";
import { openAddress } from "../../../../src/core/models/installing/download/open-address.ts";
import {
  backoffMillisOf,
  defaultPatience,
} from "../../../../src/core/models/installing/download/patience.ts";
import { ProgressMeter } from "../../../../src/core/models/installing/download/progress-meter.ts";
import { redirectTo, startFileServer } from "../../../helpers/file-server.ts";

describe("waiting before another try", () => {
  it("grows twofold up to a limit, half of it by chance", () => {
    for (const [failures, full] of [
      [1, 1000],
      [2, 2000],
      [5, 16_000],
      [9, 30_000],
      [50, 30_000],
    ] as const) {
      const waits = Array.from({ length: 50 }, () => backoffMillisOf(defaultPatience, failures));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(full / 2);
      expect(Math.max(...waits)).toBeLessThanOrEqual(full);
      expect(new Set(waits).size).toBeGreaterThan(1);
    }
  });

  it("follows what a server asks for, up to a limit", () => {
    expect(backoffMillisOf(defaultPatience, 1, 7000)).toBe(7000);
    expect(backoffMillisOf(defaultPatience, 1, 0)).toBe(0);
    expect(backoffMillisOf(defaultPatience, 1, 86_400_000)).toBe(120_000);
  });
});

describe("a meter of progress", () => {
  function meter() {
    const clock = { now: 0 };
    return { clock, meter: new ProgressMeter(() => clock.now) };
  }

  it("knows neither speed nor time before anything came", () => {
    const { meter: fresh } = meter();
    fresh.update(500, 1000, 0);
    expect(fresh.read()).toEqual({ bytesDone: 500, bytesTotal: 1000, bytesPerSecond: 0, secondsLeft: null });
  });

  it("tells a steady speed, and the time left from it; what lay there before is not speed", () => {
    const { clock, meter: steady } = meter();
    steady.update(900_000, 2_000_000, 0);
    for (let step = 1; step <= 40; step++) {
      clock.now = step * 100;
      steady.update(900_000 + step * 2500, 2_000_000, 2500);
    }
    const { bytesPerSecond, secondsLeft } = steady.read();
    expect(bytesPerSecond).toBeCloseTo(25_000, -2);
    expect(secondsLeft).toBeCloseTo(40, 0);
  });

  it("follows a change within seconds, without leaping", () => {
    const { clock, meter: changing } = meter();
    let done = 0;
    const come = (bytes: number) => {
      clock.now += 1000;
      done += bytes;
      changing.update(done, null, bytes);
      return changing.read().bytesPerSecond;
    };
    for (let second = 0; second < 10; second++) come(100_000);
    const first = come(1_000_000);
    expect(first).toBeGreaterThan(200_000);
    expect(first).toBeLessThan(400_000);
    for (let second = 0; second < 20; second++) come(1_000_000);
    expect(changing.read().bytesPerSecond).toBeGreaterThan(950_000);
    clock.now += 60_000;
    expect(changing.read()).toMatchObject({ bytesTotal: null, secondsLeft: null });
    expect(changing.read().bytesPerSecond).toBeLessThan(10);
  });
});

describe("a secure connection", () => {
  it("is not left for one that is not", async () => {
    const server = await startFileServer();
    server.faults.push(redirectTo(`${server.address}/file`));
    // What a certificate would take part in is left out; the redirect is what is tried.
    const agents = {
      request: (address: URL, options: object) => request(`${server.address}${address.pathname}`, options),
      close() {},
    };
    const opened = openAddress(new URL("https://hub.example/file"), {
      agents,
      headers: {},
      signal: new AbortController().signal,
    });
    await expect(opened).rejects.toMatchObject({
      message: "redirected from a secure connection to one that is not",
      isPermanent: true,
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each(["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "that shows %s is not tried again",
    (code) => {
      const failure = failureOfConnection(
        Object.assign(new Error(), { code }),
        new URL("https://hub.example"),
      );
      expect(failure).toMatchObject({
        isPermanent: true,
        message: `the server cannot prove who it is (${code})`,
      });
    },
  );

  it.each([
    ["ENOTFOUND", "no server of that name can be found (is this machine online?)"],
    ["HPE_INVALID_CONSTANT", "what answers is no web server"],
    ["ESOMETHING", "the connection failed (ESOMETHING)"],
  ])("that fails with %s is told in words, and tried again", (code, message) => {
    const failure = failureOfConnection(Object.assign(new Error(), { code }), new URL("https://hub.example"));
    expect(failure).toMatchObject({ isPermanent: false, message });
  });
});
