import { ImportDialog } from "../../components/import/import-dialog";
import { useImportDialog } from "../../hooks/use-import-dialog";
import { words } from "../../words/words";
import { useImportCustomersMutation } from "./endpoints";

const columns = ["name", "email", "phone", "address", "note"];

/** Reads a file of customers, while the address asks for it. */
export function ImportCustomers() {
  const { isOpen, close } = useImportDialog();
  const [send] = useImportCustomersMutation();
  if (!isOpen) return null;
  return (
    <ImportDialog
      title={words.customers.import}
      match={words.customers.importMatch}
      columns={columns}
      send={(file, dryRun) => send({ file, dryRun }).unwrap()}
      onClose={close}
    />
  );
}
