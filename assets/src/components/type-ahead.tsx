import { CloseButton, Combobox, TextInput, useCombobox } from "@mantine/core";
import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { words } from "../words/words";
import classes from "./type-ahead.module.css";

interface TypeAheadProps<Option extends { id: string }> {
  label: string;
  isLabelHidden?: boolean;
  className?: string | undefined;
  placeholder?: string;
  description?: ReactNode;
  error?: ReactNode;
  disabled?: boolean;
  text: string;
  /** The text was typed; false where it only names what was picked before. */
  isTyped: boolean;
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
  inputRef?: RefObject<HTMLInputElement | null>;
  /** The panel around it begins here. */
  isFirst?: boolean;
  /** What a scan that lands here is, for whoever listens for scans. */
  scan?: string | undefined;
  /** A last choice that is none of the options, as "New customer". */
  extra?: { label: ReactNode; onPick: () => void } | undefined;
  /** Enter where nothing was typed and nothing is chosen: the person goes on. */
  onPass?: (() => void) | undefined;
  /** Enter that no option answers yet; without this, the field waits for the first one. */
  onEarlyEnter?: ((text: string) => void) | undefined;
  onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
}

const extraId = "+";

/** A field that offers what matches the typing: arrows and Enter, or a tap. */
export function TypeAhead<Option extends { id: string }>(
  props: TypeAheadProps<Option>,
) {
  const { label, text, isTyped, options, isStale, onPick, onText } = props;
  const { onClear, extra } = props;
  const ownInput = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? ownInput;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      input.current?.removeAttribute("aria-activedescendant");
    },
    onDropdownOpen: () => props.onOpen?.(),
  });
  // Enter that came before the answer: it takes the first match then.
  const isAwaited = useRef(false);
  const isOpen = combobox.dropdownOpened;
  const takeBest = () => {
    isAwaited.current = false;
    const [first] = options;
    if (first) onPick(first);
    else if (extra) extra.onPick();
    else return;
    combobox.closeDropdown();
  };
  useEffect(() => {
    if (!isTyped || isStale) return;
    if (isAwaited.current) {
      takeBest();
    } else if (isOpen) {
      // So that Enter takes the best match without an arrow key.
      const id = combobox.selectFirstOption();
      if (id) input.current?.setAttribute("aria-activedescendant", id);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [options, isStale, isOpen]);
  const pick = (id: string) => {
    if (isAwaited.current) return;
    combobox.closeDropdown();
    if (id === extraId) return extra?.onPick();
    const option = options.find((candidate) => candidate.id === id);
    if (option) onPick(option);
  };
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter picks here; it never sends the form half done.
    event.preventDefault();
    if (event.repeat) return;
    const isChosen = isOpen && combobox.getSelectedOptionIndex() >= 0;
    if (!isTyped) {
      if (!isChosen) props.onPass?.();
    } else if (isStale || !isChosen) {
      // What is chosen in the old list does not answer what was typed since.
      combobox.resetSelectedOption();
      if (props.onEarlyEnter) props.onEarlyEnter(text);
      else if (isStale) isAwaited.current = true;
      else takeBest();
    }
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          ref={input}
          data-autofocus={props.isFirst || undefined}
          data-scan={props.scan}
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
            isAwaited.current = false;
            props.onKeyDown?.(event);
            if (event.defaultPrevented) return;
            if (event.key === "Enter" && !event.nativeEvent.isComposing) {
              enter(event);
            }
            // The first Esc closes the list, not what the field stands in.
            if (event.key === "Escape" && isOpen) event.preventDefault();
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
          {options.length === 0 && (isStale || !extra) && (
            <Combobox.Empty>
              {isStale ? words.common.loading : props.nothingFound}
            </Combobox.Empty>
          )}
          {extra && (
            <Combobox.Option value={extraId} className={classes.extra ?? ""}>
              {extra.label}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
