import type { Schemas } from "@qdrant/js-client-rest";

/** Types of Qdrant's API that the data side speaks, under their names there. */
export type Filter = Schemas["Filter"];
export type Condition = Schemas["Condition"];
export type PointStruct = Schemas["PointStruct"];
export type CollectionInfo = Schemas["CollectionInfo"];
export type VectorParams = Schemas["VectorParams"];
export type SearchParams = Schemas["SearchParams"];
export type QuantizationConfig = Schemas["QuantizationConfig"];
export type PayloadSchemaParams = Schemas["PayloadSchemaParams"];
