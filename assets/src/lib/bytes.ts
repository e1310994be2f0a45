import { locale } from "../words/words";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** A size as people say it, as in "1.2 MB". */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let step = 0;
  while (size >= 1000 && step < units.length - 1) {
    size /= 1000;
    step += 1;
  }
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit: units[step] ?? "byte",
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(size);
}
