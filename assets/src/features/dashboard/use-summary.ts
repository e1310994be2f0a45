import { useRefetchOnChange } from "../../live/use-refetch-on-change";
import { useGetSummaryQuery } from "./endpoints";

/** The figures, as they are now. */
export function useSummary() {
  const query = useGetSummaryQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  useRefetchOnChange(query);
  return query;
}
