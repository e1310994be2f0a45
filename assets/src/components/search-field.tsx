import { CloseButton, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useDelayedValue } from "../hooks/use-delayed-value";
import { useShortcuts } from "../hooks/use-shortcuts";
import { words } from "../words/words";

interface SearchFieldProps {
  value: string;
  placeholder: string;
  onSearch: (value: string) => void;
  /** Enter was pressed with this text. */
  onEnter?: (text: string) => void;
}

/** Searches while typing. What stands in the address bar wins over what was typed before. */
export function SearchField({
  value,
  placeholder,
  onSearch,
  onEnter,
}: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => field.current?.focus() });
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    // Back and a cleared filter change the address; the person's own typing does not.
    if (value !== text.trim()) setText(value);
  }
  const settled = useDelayedValue(text.trim());
  useEffect(() => {
    if (settled !== value && settled === text.trim()) onSearch(settled);
    // Only settled typing starts a search.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <TextInput
      type="search"
      ref={field}
      aria-label={words.common.search}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onEnter?.(text.trim());
      }}
      leftSection={<Search size={16} aria-hidden />}
      rightSection={
        text !== "" && (
          <CloseButton
            size="sm"
            aria-label={words.common.clearSearch}
            onClick={() => {
              setText("");
              onSearch("");
            }}
          />
        )
      }
    />
  );
}
