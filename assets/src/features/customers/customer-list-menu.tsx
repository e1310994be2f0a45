import { FileDown, FileUp } from "lucide-react";
import { exportAddress } from "../../api/csv";
import { MoreMenu } from "../../components/more-menu";
import { useImportDialog } from "../../hooks/use-import-dialog";
import { words } from "../../words/words";
import type { CustomerFilters } from "./endpoints";

/** What is done with the list as a whole. The export is of what it shows. */
export function CustomerListMenu({ filters }: { filters: CustomerFilters }) {
  const { open } = useImportDialog();
  const { q, archived } = filters;
  const download = exportAddress("customers", {
    q: q.trim(),
    archived: archived || undefined,
  });
  return (
    <MoreMenu
      label={words.common.moreOfList}
      items={[
        { icon: FileDown, label: words.csv.export, download },
        { icon: FileUp, label: words.csv.import, onClick: open },
      ]}
    />
  );
}
