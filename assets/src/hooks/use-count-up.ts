import { useReducedMotion } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const countMs = 450;

/** A whole number that runs to its new value, so that the eye notices the change. */
export function useCountUp(value: number): number {
  const isStill = useReducedMotion();
  const [shown, setShown] = useState(value);
  const last = useRef(value);
  useEffect(() => {
    const from = last.current;
    if (from === value) return;
    const start = performance.now();
    let frame = requestAnimationFrame(function step(at) {
      const passed = isStill ? 1 : Math.min(1, (at - start) / countMs);
      const eased = 1 - (1 - passed) ** 3;
      last.current = Math.round(from + (value - from) * eased);
      setShown(last.current);
      if (passed < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [value, isStill]);
  return shown;
}
