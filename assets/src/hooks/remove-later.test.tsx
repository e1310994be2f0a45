import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "../testing/handlers";
import { show } from "../testing/render";
import { finishRemovals, undoMs, useRemoveLater } from "./remove-later";

const sent = vi.fn<(id: string) => Promise<unknown>>();
const ids = ["1", "2", "3", "4", "5"];

beforeEach(() => {
  sent.mockReset().mockResolvedValue(null);
});

function Deleter() {
  const removeLater = useRemoveLater();
  return ids.map((id) => (
    <button
      key={id}
      onClick={() =>
        removeLater({
          id,
          message: `Thing ${id} deleted.`,
          path: `/things/${id}`,
          send: () => () => sent(id),
        })
      }
    >
      Delete {id}
    </button>
  ));
}

const remove = (id: string) =>
  screen.getByRole("button", { name: `Delete ${id}` });

describe("what is deleted", () => {
  // Only the time to think is short cut.
  beforeEach(() =>
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout"],
      shouldAdvanceTime: true,
    }),
  );
  afterEach(() => vi.useRealTimers());

  it("can all be taken back at once, however much it is", async () => {
    const { user } = show(<Deleter />);
    await user.click(remove("1"));
    await screen.findByText("Thing 1 deleted.");
    for (const id of ids.slice(1)) await user.click(remove(id));
    await screen.findByText("Thing 5 deleted.", {}, { timeout: undoMs / 3 });
    expect(screen.getAllByRole("button", { name: "Undo" })).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(undoMs);
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(5));
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Undo" })).toBeNull(),
    );
  });

  it("offers to be taken back exactly as long as it can be, also under the pointer", async () => {
    const { user } = show(<Deleter />);
    await user.click(remove("1"));
    await user.hover(await screen.findByText("Thing 1 deleted."));
    await vi.advanceTimersByTimeAsync(undoMs - 1000);
    expect(screen.getByRole("button", { name: "Undo" })).toBeVisible();
    expect(sent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    await waitFor(() => expect(sent).toHaveBeenCalledOnce());
    await waitFor(() =>
      expect(screen.queryByText("Thing 1 deleted.")).toBeNull(),
    );
  });
});

it("offers nothing any more once it is carried out early", async () => {
  const { user } = show(<Deleter />);
  await user.click(remove("1"));
  await screen.findByText("Thing 1 deleted.");
  finishRemovals();
  // At once, not when its time would have been over.
  await waitFor(
    () => expect(screen.queryByText("Thing 1 deleted.")).toBeNull(),
    { timeout: undoMs / 3 },
  );
});

it("is content when another has deleted it already, and tells of other refusals", async () => {
  sent.mockImplementation((id) =>
    Promise.reject(
      id === "1"
        ? problem(404, "not_found", "There is no such thing.")
        : problem(412, "version_mismatch", "Changed in the meantime."),
    ),
  );
  const { user } = show(<Deleter />);
  await user.click(remove("1"));
  await user.click(remove("2"));
  finishRemovals();
  expect(await screen.findByText("Changed in the meantime.")).toBeVisible();
  expect(screen.queryByText("There is no such thing.")).toBeNull();
});
