import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis, type LucideIcon } from "lucide-react";
import { words } from "../words/words";

interface MoreItem {
  icon: LucideIcon;
  label: string;
}

interface MoreMenuProps {
  /** What it is of, where a page has several. */
  label?: string;
  /** What is done, or a file that is downloaded. */
  items: (MoreItem & ({ onClick: () => void } | { download: string }))[];
}

/** The rarer actions, behind three dots. */
export function MoreMenu({
  label: name = words.common.more,
  items,
}: MoreMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={name}>
          <Ellipsis size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ icon: Icon, label, ...item }) => {
          const leftSection = <Icon size={16} aria-hidden />;
          return "download" in item ? (
            <Menu.Item
              key={label}
              component="a"
              href={item.download}
              // The server names the file.
              download
              leftSection={leftSection}
            >
              {label}
            </Menu.Item>
          ) : (
            <Menu.Item
              key={label}
              leftSection={leftSection}
              onClick={item.onClick}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
