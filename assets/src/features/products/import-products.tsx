import { ImportDialog } from "../../components/import/import-dialog";
import { useImportDialog } from "../../hooks/use-import-dialog";
import { words } from "../../words/words";
import { useImportProductsMutation } from "./endpoints";

const columns = ["sku", "name", "price", "tax_rate", "stock"];

/** Reads a file of products, while the address asks for it. */
export function ImportProducts() {
  const { isOpen, close } = useImportDialog();
  const [send] = useImportProductsMutation();
  if (!isOpen) return null;
  return (
    <ImportDialog
      title={words.products.import}
      match={words.products.importMatch}
      columns={columns}
      send={(file, dryRun) => send({ file, dryRun }).unwrap()}
      onClose={close}
    />
  );
}
