import { useLocation, useNavigate, useSearchParams } from "react-router";
import type { PrintDocument } from "../../lib/print-address";
import type { Paper, PrintRequest } from "./print-request";

interface Origin {
  isFirstPage: boolean;
}

/** From one document or paper to the other, and back to where the person came from. */
export function usePrintMoves({ numbers }: PrintRequest) {
  const navigate = useNavigate();
  const { key, state, pathname } = useLocation();
  const [search] = useSearchParams();
  const isFirstPage =
    key === "default" || (state as Origin | null)?.isFirstPage === true;
  // The choices are no steps for Back, which leads to the orders at once.
  const replace = { replace: true, state: { isFirstPage } satisfies Origin };
  const showDocument = (document: PrintDocument) =>
    void navigate(
      { pathname: `/print/${document}`, search: search.toString() },
      replace,
    );
  const showPaper = (paper: Paper) => {
    const next = new URLSearchParams(search);
    next.set("paper", paper);
    void navigate({ pathname, search: next.toString() }, replace);
  };
  const goBack = () => {
    if (!isFirstPage) void navigate(-1);
    else
      void navigate(numbers.length === 1 ? `/orders/${numbers[0]}` : "/orders");
  };
  return { showDocument, showPaper, goBack };
}
