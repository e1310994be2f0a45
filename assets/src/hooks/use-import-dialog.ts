import { useSearchParams } from "react-router";

/** A list's import is open while the address says so: any page can link to it. */
export function useImportDialog() {
  const [search, setSearch] = useSearchParams();
  const change = (isOpen: boolean, replace: boolean) =>
    setSearch(
      (before) => {
        const params = new URLSearchParams(before);
        if (isOpen) params.set("import", "");
        else params.delete("import");
        return params;
      },
      { replace },
    );
  return {
    isOpen: search.has("import"),
    open: () => change(true, false),
    close: () => change(false, true),
  };
}
