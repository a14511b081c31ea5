import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { projectDirectory } from "./command-line.ts";

/** A request as it goes over the wire. */
export interface RecordedRequest {
  method: string;
  url: URL;
  /** undefined for none. */
  body: unknown;
}

interface Schema {
  [keyword: string]: unknown;
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const path = join(projectDirectory, "test/fixtures/qdrant/openapi-1.18.json");
const document = strict(JSON.parse(readFileSync(path, "utf8"))) as Document;
const ajv = new Ajv({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
for (const format of ["uint", "uint32", "uint64", "uint8"]) {
  ajv.addFormat(format, { type: "number", validate: (value) => Number.isInteger(value) && value >= 0 });
}
ajv.addFormat("int64", { type: "number", validate: Number.isInteger });
ajv.addSchema({ $id: "qdrant", components: document.components });
const compiled = new Map<string, ValidateFunction>();

/**
 * OpenAPI 3.0 as JSON Schema: "nullable" becomes a type. What the document does not name is refused, since a misspelt
 * option would do nothing at all and no server would say so.
 */
function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, strict(value)]),
  ) as Schema;
  if (typeof rest.$ref === "string") return { $ref: rest.$ref.replace(/^#/, "qdrant#") };
  if (rest.type === "object" && "properties" in rest) rest.additionalProperties ??= false;
  if (nullable !== true) return rest;
  if (typeof rest.type === "string" && !rest.enum) return { ...rest, type: [rest.type, "null"] };
  return Object.keys(rest).length === 0 ? { type: "null" } : { anyOf: [rest, { type: "null" }] };
}

/** What Qdrant would find wrong with a request; empty for one that it takes. */
export function faultsOf({ method, url, body }: RecordedRequest): string[] {
  const found = operationOf(method, url.pathname);
  if (!found) return [`There is no ${method} ${url.pathname}`];
  const { operation, pathParameters } = found;
  const known = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const unknown = [...url.searchParams.keys()].filter((key) => !known.some(({ name }) => name === key));
  const faults = unknown.map((key) => `${operation.operationId} knows no ${key}`);
  for (const { name, schema } of known) {
    const text = url.searchParams.get(name);
    if (text !== null) faults.push(...check(`${operation.operationId} ?${name}`, schema, queryValueOf(text)));
  }
  for (const [name, value] of Object.entries(pathParameters)) {
    if (value === "") faults.push(`${operation.operationId} has no ${name}`);
  }
  const schema = operation.requestBody?.content["application/json"].schema;
  if (schema) faults.push(...check(operation.operationId, schema, body));
  else if (body !== undefined) faults.push(`${operation.operationId} takes no body`);
  return faults;
}

/** As the document calls it: "upsert_points". */
export function operationIdOf({ method, url }: RecordedRequest): string {
  return operationOf(method, url.pathname)?.operation.operationId ?? `${method} ${url.pathname}`;
}

function operationOf(method: string, pathname: string) {
  for (const [template, operations] of Object.entries(document.paths)) {
    const operation = operations[method.toLowerCase()];
    const pattern = new RegExp(`^${template.replaceAll(/\{([^}]+)\}/g, "(?<$1>[^/]*)")}$`);
    const match = operation && pattern.exec(pathname);
    if (match) return { operation, pathParameters: match.groups ?? {} };
  }
  return undefined;
}

function check(name: string, schema: Schema, value: unknown): string[] {
  const validate = compiled.get(name) ?? ajv.compile(schema);
  compiled.set(name, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** Of a query string: true, 10, or a word. */
function queryValueOf(text: string): unknown {
  return /^(true|false|\d+)$/.test(text) ? JSON.parse(text) : text;
}
