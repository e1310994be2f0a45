import { TextInput } from "@mantine/core";
import { useState } from "react";

interface DayFieldProps {
  label: string;
  /** Where the place says what it is for; screen readers say it still. */
  isLabelHidden?: boolean;
  value: string | null;
  min?: string | undefined;
  max?: string | undefined;
  error?: string | undefined;
  onChange: (day: string | null) => void;
}

/** Also keeps the year at four digits while it is typed. */
const lastDay = "9999-12-31";

/** One day of the calendar. Half a date is nobody's wish: only a whole one counts. */
export function DayField(props: DayFieldProps) {
  const {
    label,
    isLabelHidden,
    value,
    max = lastDay,
    onChange,
    ...rest
  } = props;
  const [text, setText] = useState(value ?? "");
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setText(value ?? "");
  }
  const settle = () => setText(value ?? "");
  return (
    <TextInput
      {...rest}
      {...(isLabelHidden ? { "aria-label": label } : { label })}
      type="date"
      max={max}
      value={text}
      onChange={({ currentTarget }) => {
        const day = currentTarget.value;
        setText(day);
        // A date with a part missing reads as empty, but is not cleared.
        const isCleared = day === "" && !currentTarget.validity.badInput;
        if (isCleared) onChange(null);
        else if (isWhole(day)) onChange(day);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") settle();
      }}
    />
  );
}

/** While 2026 is typed, the year is 2, 20 and 202 before. */
function isWhole(day: string): boolean {
  return /^[1-9]\d{3}-/.test(day);
}
