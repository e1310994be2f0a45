import { Button } from "@mantine/core";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { words } from "../words/words";
import classes from "./filter-line.module.css";

interface FilterLineProps {
  /** Absent while nothing is filtered. */
  onClear: (() => void) | undefined;
  children: ReactNode;
}

/** The filters of a list, and the one click that takes them all away. */
export function FilterLine({ onClear, children }: FilterLineProps) {
  return (
    <div
      className={classes.line}
      role="search"
      aria-label={words.common.filters}
    >
      {children}
      {onClear && (
        <Button
          variant="subtle"
          aria-label={words.common.clearFilters}
          leftSection={<X size={16} aria-hidden />}
          onClick={onClear}
        >
          {words.common.clear}
        </Button>
      )}
    </div>
  );
}
