import type { LucideIcon } from "lucide-react";
import classes from "./filter-toggle.module.css";

interface FilterToggleProps {
  icon: LucideIcon;
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** A filter that is on or off. */
export function FilterToggle(props: FilterToggleProps) {
  const { icon: Icon, label, isOn, onChange } = props;
  return (
    <button
      className={classes.toggle}
      type="button"
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      <Icon size={16} aria-hidden />
      {label}
    </button>
  );
}
