import { expect, it } from "vitest";
import { liveSlice, rowMarked, statusChanged } from "./live-slice";

const { reducer } = liveSlice;
const start = reducer(undefined, { type: "start" });

it("remembers when an interruption began, not its last failed attempt", () => {
  let state = reducer(start, statusChanged({ status: "offline", at: 100 }));
  state = reducer(state, statusChanged({ status: "catching-up", at: 150 }));
  state = reducer(state, statusChanged({ status: "offline", at: 200 }));
  expect(state).toMatchObject({ status: "offline", offlineSince: 100 });
  state = reducer(state, statusChanged({ status: "live", at: 300 }));
  expect(state).toMatchObject({ status: "live", offlineSince: null });
});

it("forgets marks that have faded", () => {
  let state = reducer(start, rowMarked({ id: "a", seq: 1, at: 0 }));
  state = reducer(state, rowMarked({ id: "b", seq: 2, at: 5000 }));
  expect(Object.keys(state.marks)).toEqual(["b"]);
});
