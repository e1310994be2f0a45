import type { QrPicture } from "../api/types";
import classes from "./qr-code.module.css";

/** Modules of light that a camera needs around the code. */
const quiet = 4;

/** A QR code, dark on light in both themes: not every camera reads the opposite. */
export function QrCode({
  picture,
  label,
}: {
  picture: QrPicture;
  label: string;
}) {
  const side = picture.size + 2 * quiet;
  return (
    <svg
      className={classes.code}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={picture.path} />
    </svg>
  );
}
