import { SegmentedControl } from "@mantine/core";
import classes from "./archive-switch.module.css";

interface ArchiveSwitchProps {
  isArchived: boolean;
  active: string;
  archived: string;
  onChange: (isArchived: boolean) => void;
}

export function ArchiveSwitch(props: ArchiveSwitchProps) {
  const { isArchived, active, archived, onChange } = props;
  return (
    <SegmentedControl
      className={classes.switch ?? ""}
      value={isArchived ? "archived" : "active"}
      onChange={(value) => onChange(value === "archived")}
      data={[
        { value: "active", label: active },
        { value: "archived", label: archived },
      ]}
    />
  );
}
