import { resolve, type ApiDocument, type Schema } from "./document";

const deepest = 4;

/** A value of the shape that a schema asks for, to begin a request with. */
export function exampleOf(
  schema: Schema | undefined,
  api: ApiDocument,
  depth = 0,
): unknown {
  if (!schema || depth > deepest) return null;
  const shape = resolve(schema, api);
  if (shape.example !== undefined) return shape.example;
  if (shape.default !== undefined) return shape.default;
  if (shape.enum) return shape.enum[0];
  const [choice] = shape.oneOf ?? shape.anyOf ?? shape.allOf ?? [];
  if (choice) return exampleOf(choice, api, depth + 1);
  if (shape.properties) {
    return Object.fromEntries(
      Object.entries(shape.properties).map(([name, property]) => [
        name,
        exampleOf(property, api, depth + 1),
      ]),
    );
  }
  switch ([shape.type].flat()[0]) {
    case "array":
      return [exampleOf(shape.items, api, depth + 1)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return false;
    case "string":
      return "";
    default:
      return null;
  }
}
