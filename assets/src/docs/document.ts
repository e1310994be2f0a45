/** As much of an OpenAPI 3.1 document as the page reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  example?: unknown;
  default?: unknown;
}

export interface Parameter {
  name: string;
  in: "query" | "path" | "header" | "cookie";
  description?: string;
  required?: boolean;
  schema?: Schema;
}

interface Content {
  schema?: Schema;
  example?: unknown;
}

export interface Operation {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, Content> };
  responses?: Record<
    string,
    { description?: string; content?: Record<string, Content> }
  >;
}

export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Route {
  id: string;
  method: string;
  path: string;
  operation: Operation;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** The routes by tag, in the order of the document. */
export function routesByTag(api: ApiDocument): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const method of methods) {
      const operation = operations[method];
      if (!operation) continue;
      const tag = operation.tags?.[0] ?? "other";
      const route = { id: `${method} ${path}`, method, path, operation };
      groups.set(tag, [...(groups.get(tag) ?? []), route]);
    }
  }
  return groups;
}

export function jsonSchema(
  content: Record<string, Content> | undefined,
): Schema | undefined {
  return Object.values(content ?? {})[0]?.schema;
}

/** Follows a reference; a schema without one is itself. */
export function resolve(schema: Schema, api: ApiDocument): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return (name ? api.components?.schemas?.[name] : undefined) ?? schema;
}

export function typeName(schema: Schema | undefined): string {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "";
  if (schema.enum)
    return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(typeName).join(" | ");
  if (schema.items) return `${typeName(schema.items)}[]`;
  return [schema.type ?? "any"].flat().join(" | ");
}
