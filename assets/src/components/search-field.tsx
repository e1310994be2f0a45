import { CloseButton, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useDelayedValue } from "../hooks/use-delayed-value";
import { words } from "../words/words";

interface SearchFieldProps {
  value: string;
  placeholder: string;
  onSearch: (value: string) => void;
}

/** Searches while typing. What stands in the address bar wins over what was typed before. */
export function SearchField({
  value,
  placeholder,
  onSearch,
}: SearchFieldProps) {
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
      aria-label={words.common.search}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
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
