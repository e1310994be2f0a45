/**
 * Stands between the socket and the screen. A single event goes through at once. In a
 * storm (hundreds of orders moved together) it is cheaper, and just as right, to fetch
 * what is on screen anew than to apply each event to each list.
 */
import type { LiveEvent } from "./events";

/** Milliseconds that events gather after one went through. */
const gatherMs = 50;
/** While a storm lasts, the screen is renewed this often. */
const stormMs = 1000;
/** As many in one turn are a storm. */
const storm = 60;

interface EventBatchOptions {
  apply: (event: LiveEvent) => void;
  /** Events that are not applied one by one: their lists are fetched anew. */
  skip: (events: LiveEvent[]) => void;
  fetchAnew: () => void;
}

export class EventBatch {
  private waiting: LiveEvent[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: EventBatchOptions) {}

  add(event: LiveEvent): void {
    // What was fetched before these is stale anyway.
    if (event.event === "hello" || event.event === "resync") this.flush();
    if (this.timer !== undefined) {
      this.waiting.push(event);
      return;
    }
    this.options.apply(event);
    this.wait(gatherMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }

  private wait(ms: number): void {
    this.timer = setTimeout(() => {
      const isStorm = this.waiting.length >= storm;
      if (this.flush()) this.wait(isStorm ? stormMs : gatherMs);
    }, ms);
  }

  /** False when nothing waited. */
  private flush(): boolean {
    clearTimeout(this.timer);
    this.timer = undefined;
    const events = this.waiting;
    this.waiting = [];
    if (events.length >= storm) {
      // People are few, and one of them may be the person at this screen.
      events.filter(isOfPerson).forEach(this.options.apply);
      this.options.skip(events.filter((event) => !isOfPerson(event)));
      this.options.fetchAnew();
    } else {
      events.forEach(this.options.apply);
    }
    return events.length > 0;
  }
}

function isOfPerson({ event }: LiveEvent): boolean {
  return event === "customerUpdated";
}
