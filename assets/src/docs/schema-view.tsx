import { resolve, typeName, type ApiDocument, type Schema } from "./document";
import classes from "./schema-view.module.css";

interface SchemaViewProps {
  schema: Schema;
  api: ApiDocument;
}

/** The fields of an object; what a field holds in turn is named by its type. */
export function SchemaView({ schema, api }: SchemaViewProps) {
  const shape = resolve(schema.items ?? schema, api);
  const fields = Object.entries(shape.properties ?? {});
  return (
    <div className={classes.schema}>
      <p>
        <code>{typeName(schema)}</code>
        {shape.description && <span> {shape.description}</span>}
      </p>
      {fields.length > 0 && (
        <table className={classes.fields}>
          <tbody>
            {fields.map(([name, field]) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>
                  <code>{typeName(field)}</code>
                  {field.description && <span> {field.description}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
