/**
 * The one WebSocket of a tab: connects, backs off, and resumes behind the last event it
 * has seen. It knows nothing of orders or of the cache; it hands events on in order.
 */
import { backoff } from "./backoff";
import { parseEvent, type LiveEvent } from "./events";

export type LiveStatus = "catching-up" | "live" | "offline";

export interface LiveSocketOptions {
  address: (since: number | null) => string;
  onEvent: (event: LiveEvent) => void;
  onStatus: (status: LiveStatus) => void;
  /** A connection could not even be opened: the session may be over. */
  onRefused: () => void;
  open?: (address: string) => WebSocket;
  random?: () => number;
}

/** Silence after which the replay counts as over: events of others leave holes in the numbers. */
const settleMs = 400;
const openTimeoutMs = 10_000;

export class LiveSocket {
  private socket: WebSocket | null = null;
  private seq: number | null = null;
  private target = 0;
  private attempt = 0;
  private greeted = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private settleTimer: ReturnType<typeof setTimeout> | undefined;
  private openTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LiveSocketOptions) {}

  start(): void {
    this.options.onStatus("catching-up");
    this.connect();
  }

  stop(): void {
    this.drop();
    clearTimeout(this.retryTimer);
  }

  /** Tries now instead of waiting out the back-off; also gives up a connection that may be dead. */
  reconnect(): void {
    this.attempt = 0;
    this.drop();
    this.options.onStatus("offline");
    clearTimeout(this.retryTimer);
    this.connect();
  }

  private connect(): void {
    const open = this.options.open ?? ((address) => new WebSocket(address));
    const socket = open(this.options.address(this.seq));
    this.socket = socket;
    this.greeted = false;
    this.openTimer = setTimeout(() => this.lost(socket), openTimeoutMs);
    socket.onmessage = ({ data }) => {
      const event = typeof data === "string" ? parseEvent(data) : null;
      if (socket === this.socket && event) this.receive(event);
    };
    socket.onclose = () => this.lost(socket);
  }

  private receive(event: LiveEvent): void {
    if (event.event === "hello") {
      this.greet(event);
    } else if (event.event === "resync") {
      this.seq = event.data.seq;
      this.options.onEvent(event);
    } else if (this.seq === null || event.seq > this.seq) {
      this.seq = event.seq;
      this.options.onEvent(event);
    }
    this.settle();
  }

  private greet(event: LiveEvent & { event: "hello" }): void {
    clearTimeout(this.openTimer);
    this.greeted = true;
    this.attempt = 0;
    this.target = event.data.seq;
    this.options.onStatus("catching-up");
    this.options.onEvent(event);
    this.seq ??= event.data.seq;
  }

  private settle(): void {
    clearTimeout(this.settleTimer);
    if (!this.greeted) return;
    if (this.seq !== null && this.seq >= this.target) {
      this.options.onStatus("live");
    } else {
      this.settleTimer = setTimeout(
        () => this.options.onStatus("live"),
        settleMs,
      );
    }
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    const refused = !this.greeted;
    this.drop();
    this.options.onStatus("offline");
    const wait = backoff(this.attempt, this.options.random ?? Math.random);
    this.attempt += 1;
    this.retryTimer = setTimeout(() => this.connect(), wait);
    if (refused) this.options.onRefused();
  }

  private drop(): void {
    clearTimeout(this.settleTimer);
    clearTimeout(this.openTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}
