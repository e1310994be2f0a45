import { Button, Menu } from "@mantine/core";
import { Printer } from "lucide-react";
import { Link } from "react-router";
import panelClasses from "../../components/panel.module.css";
import { printAddress } from "../../lib/print-address";
import { words } from "../../words/words";

interface PrintMenuProps {
  /** The orders, by number. */
  numbers: number[];
  size?: "xs" | "sm";
  /** For a head with little room: the word shows only where there is some. */
  isShort?: boolean;
}

/** In a tab of its own: the list and what is open beside it stay as they are. */
const page = { component: Link, target: "_blank" } as const;

export function PrintMenu({
  numbers,
  size = "sm",
  isShort = false,
}: PrintMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size={size}
          className={isShort ? (panelClasses.short ?? "") : ""}
          aria-label={words.orders.print}
          leftSection={<Printer size={14} aria-hidden />}
        >
          <span>{words.orders.print}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item {...page} to={printAddress("slip", numbers)}>
          {words.titles.documents.slip}
        </Menu.Item>
        <Menu.Item {...page} to={printAddress("receipt", numbers)}>
          {words.titles.documents.receipt}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
