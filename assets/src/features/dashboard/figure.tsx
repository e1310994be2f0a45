import { Equal, Minus, TrendingDown, TrendingUp } from "lucide-react";
import { Link } from "react-router";
import { useCountUp } from "../../hooks/use-count-up";
import { words } from "../../words/words";
import { changeFrom } from "./change";
import classes from "./figures.module.css";

interface FigureProps {
  name: string;
  /** The list behind the figure. */
  to: string;
  /** A whole number: money in minor units. */
  now: number;
  before: number;
  /** The span before, as people call it: "last Tuesday". */
  span: string;
  write: (value: number) => string;
  writeChange: (by: number, ratio: number) => string;
}

/** What is longer than this is written smaller: a figure is never cut off. */
const roomyLength = 11;

export function Figure({ name, to, now, write, ...comparison }: FigureProps) {
  const shown = useCountUp(now);
  return (
    <li className={classes.figure}>
      <Link className={classes.name ?? ""} to={to}>
        {name}
      </Link>
      <p
        className={classes.value}
        data-long={write(now).length > roomyLength || undefined}
      >
        {write(shown)}
      </p>
      <Comparison {...comparison} now={now} write={write} />
    </li>
  );
}

type ComparisonProps = Omit<FigureProps, "name" | "to">;

/** More or less than before: as an arrow and a number, and as a sentence for screen readers. */
function Comparison(props: ComparisonProps) {
  const { now, before, span, write, writeChange } = props;
  const text = words.dashboard;
  const change = changeFrom(before, now);
  if (change.kind === "none before" || change.kind === "same") {
    const Icon = change.kind === "same" ? Equal : Minus;
    return (
      <p className={classes.change}>
        <Icon size={14} aria-hidden />
        {change.kind === "same" ? text.same(span) : text.noneBefore(span)}
      </p>
    );
  }
  const Icon = change.kind === "more" ? TrendingUp : TrendingDown;
  const written = writeChange(change.by, change.ratio);
  const sentence = text[change.kind](
    written.replace(/^[+−-]/, ""),
    span,
    write(before),
  );
  return (
    <p className={classes.change} title={sentence}>
      <span className={classes.by} aria-hidden>
        <Icon size={16} />
        {written}
      </span>
      <span aria-hidden>{text.against(span)}</span>
      <span className={classes.spoken}>{sentence}</span>
    </p>
  );
}
