import { words } from "../../words/words";
import card from "./card.module.css";
import page from "./dashboard-page.module.css";
import classes from "./dashboard-skeleton.module.css";
import figures from "./figures.module.css";
import rows from "./rows.module.css";

/** The dashboard's shape while the first figures are on their way. */
export function DashboardSkeleton() {
  return (
    <div
      className={page.dashboard}
      role="status"
      aria-label={words.common.loading}
    >
      <div className={figures.figures} aria-hidden>
        {numbers(4).map((figure) => (
          <div key={figure} className={figures.figure}>
            <span className={classes.name} />
            <span className={classes.value} />
            <span className={classes.change} />
          </div>
        ))}
      </div>
      <div className={page.cards} aria-hidden>
        <CardSkeleton rowCount={6} />
        <div className={card.card}>
          <span className={classes.title} />
          <div className={classes.chart}>
            {numbers(7).map((bar) => (
              <span key={bar} className={classes.bar} />
            ))}
          </div>
        </div>
        <CardSkeleton rowCount={6} />
        <CardSkeleton rowCount={6} />
      </div>
    </div>
  );
}

function CardSkeleton({ rowCount }: { rowCount: number }) {
  return (
    <div className={card.card}>
      <span className={classes.title} />
      <div className={rows.rows}>
        {numbers(rowCount).map((row) => (
          <div key={row} className={`${rows.row} ${classes.row}`}>
            <span className={classes.text} />
            <span className={classes.text} />
          </div>
        ))}
      </div>
    </div>
  );
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
