import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { projectDirectory } from "../helpers/command-line.ts";
import { describeOnQdrant } from "../helpers/real-qdrant.ts";

const serviceSchema = z.object({
  image: z.string(),
  restart: z.string(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
  ulimits: z.object({ nofile: z.object({ soft: z.number(), hard: z.number() }) }),
  healthcheck: z.object({ test: z.array(z.string()) }),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()),
});

async function read(name: string) {
  const text = await readFile(join(projectDirectory, name), "utf8");
  const document: unknown = parse(text, { merge: true });
  return { document, compose: composeSchema.parse(document) };
}

describe.each(["compose.yaml", "compose.cluster.yaml"])("%s", (name) => {
  it("is what the Compose Specification has", async () => {
    const schema = await readFile(join(projectDirectory, "test/fixtures/compose/compose-spec.json"), "utf8");
    const { $schema: _, ...rules } = JSON.parse(schema) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const isValid = ajv.compile(rules);
    isValid((await read(name)).document);
    expect(isValid.errors ?? []).toEqual([]);
  });

  it("keeps to this machine, wants a key, keeps its data in a named volume, and starts again by itself", async () => {
    const { compose } = await read(name);
    for (const { image, restart, ports, environment, volumes, ulimits } of Object.values(compose.services)) {
      expect(image).toMatch(/^qdrant\/qdrant:v1\.18\.\d+$/);
      expect(restart).toBe("unless-stopped");
      expect(ports.length).toBeGreaterThan(0);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      expect(environment.QDRANT__SERVICE__API_KEY).toMatch(/^\$\{SHOEBOX_QDRANT_API_KEY:\?[^}]+\}$/);
      expect(environment.QDRANT__TELEMETRY_DISABLED).toBe("true");
      expect(volumes.map((volume) => volume.split(":")[1])).toContain("/qdrant/storage");
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
      expect(ulimits.nofile.soft).toBeGreaterThanOrEqual(10_000);
    }
  });
});

it("three nodes of a cluster know the first one, and lie in volumes of their own", async () => {
  const { services } = (await read("compose.cluster.yaml")).compose;
  expect(Object.keys(services)).toEqual(["qdrant-1", "qdrant-2", "qdrant-3"]);
  for (const [name, { command = [], environment }] of Object.entries(services)) {
    expect(environment.QDRANT__CLUSTER__ENABLED).toBe("true");
    expect(command.join(" ")).toContain(`--uri http://${name}:6335`);
    expect(command.includes("--bootstrap")).toBe(name !== "qdrant-1");
  }
  const all = Object.values(services);
  expect(new Set(all.flatMap(({ volumes }) => volumes)).size).toBe(6);
  expect(new Set(all.flatMap(({ ports }) => ports)).size).toBe(3);
});

it("no key is in what is handed on, and none that is made is taken along", async () => {
  const example = await readFile(join(projectDirectory, ".env.example"), "utf8");
  expect(example).toMatch(/^SHOEBOX_QDRANT_API_KEY=$/m);
  expect((await readFile(join(projectDirectory, ".gitignore"), "utf8")).split("\n")).toContain(".env");
});

describeOnQdrant("the health check of the compose files", (qdrant) => {
  const { hostname, port } = new URL(qdrant.url);
  const checkAt = async (where: string) => {
    const { services } = (await read("compose.yaml")).compose;
    const [kind, program = "", ...values] = services.qdrant?.healthcheck.test ?? [];
    expect(kind).toBe("CMD");
    const command = values.map((value) => value.replace("127.0.0.1/6333", where));
    return promisify(execFile)(program, command, { timeout: 10_000 });
  };

  it("passes at a server that is ready", async () => {
    await checkAt(`${hostname}/${port || 80}`);
  });

  it("fails where nobody answers", async () => {
    await expect(checkAt("127.0.0.1/1")).rejects.toThrow();
  });
});
