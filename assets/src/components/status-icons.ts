import {
  CircleX,
  Clock,
  Coins,
  PackageCheck,
  type LucideIcon,
} from "lucide-react";
import type { OrderStatus } from "../api/types";

/** The picture of each status, so that it also reads in black and white. */
export const statusIcons: Record<OrderStatus, LucideIcon> = {
  PENDING: Clock,
  PAID: Coins,
  FULFILLED: PackageCheck,
  CANCELLED: CircleX,
};
