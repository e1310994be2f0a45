import { useEffect, useState } from "react";

/** The value once it has stayed the same for a moment: a search that follows the typing. */
export function useDelayedValue<Value>(value: Value, ms = 150): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
