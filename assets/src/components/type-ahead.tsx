import { CloseButton, Combobox, TextInput, useCombobox } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { words } from "../words/words";
import classes from "./type-ahead.module.css";

interface TypeAheadProps<Option extends { id: string }> {
  label: string;
  isLabelHidden?: boolean;
  className?: string | undefined;
  placeholder?: string;
  description?: string;
  error?: string | undefined;
  disabled?: boolean;
  text: string;
  options: Option[];
  /** The options do not answer the text yet. */
  isStale: boolean;
  nothingFound: string;
  showOption: (option: Option) => ReactNode;
  onText: (text: string) => void;
  onPick: (option: Option) => void;
  onOpen?: () => void;
  /** Takes away what was picked before; absent where nothing was. */
  onClear?: (() => void) | undefined;
  onBlur?: () => void;
}

/** A field that offers what matches the typing: arrows and Enter, or a tap. */
export function TypeAhead<Option extends { id: string }>(
  props: TypeAheadProps<Option>,
) {
  const { label, text, options, isStale, onPick, onText, onClear } = props;
  const combobox = useCombobox({
    onDropdownClose: () => combobox.resetSelectedOption(),
    onDropdownOpen: () => props.onOpen?.(),
  });
  // Enter that came before the answer, as from a scanner: it takes the first match then.
  const isAwaited = useRef(false);
  useEffect(() => {
    const [first] = options;
    if (text.trim() === "" || isStale) return;
    if (isAwaited.current && first) onPick(first);
    // So that Enter takes the best match without an arrow key.
    else combobox.selectFirstOption();
    if (isAwaited.current && !first) props.onBlur?.();
    isAwaited.current = false;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [options, isStale]);
  const pick = (id: string) => {
    if (isAwaited.current) return;
    const option = options.find((candidate) => candidate.id === id);
    if (option) onPick(option);
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          className={props.className ?? ""}
          label={props.isLabelHidden ? undefined : label}
          aria-label={props.isLabelHidden ? label : undefined}
          placeholder={props.placeholder ?? ""}
          description={props.description}
          inputWrapperOrder={["label", "input", "description", "error"]}
          error={props.error}
          disabled={props.disabled ?? false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            combobox.closeDropdown();
            // What Enter asked for still comes.
            if (!isAwaited.current) props.onBlur?.();
          }}
          onKeyDown={(event) => {
            isAwaited.current = event.key === "Enter" && isStale;
            // Enter picks here; it never sends the form half done.
            if (event.key === "Enter") event.preventDefault();
          }}
          rightSection={
            onClear && (
              <CloseButton
                size="sm"
                aria-label={`${words.common.delete}: ${label}`}
                onClick={onClear}
              />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options className={classes.options} aria-label={label}>
          {options.map((option) => (
            <Combobox.Option value={option.id} key={option.id}>
              {props.showOption(option)}
            </Combobox.Option>
          ))}
          {options.length === 0 && (
            <Combobox.Empty>
              {isStale ? words.common.loading : props.nothingFound}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
