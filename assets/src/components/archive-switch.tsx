import { SegmentedControl } from "@mantine/core";

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
      value={isArchived ? "archived" : "active"}
      onChange={(value) => onChange(value === "archived")}
      data={[
        { value: "active", label: active },
        { value: "archived", label: archived },
      ]}
    />
  );
}
