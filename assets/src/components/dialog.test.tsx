import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { show } from "../testing/render";
import { Dialog } from "./dialog";

/** A dialog that is in the page only while it is needed. */
function Page() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button onClick={() => setIsOpen(true)}>Open</button>
      <button>Other</button>
      {isOpen && (
        <Dialog title="Question" size={400} onClose={() => setIsOpen(false)}>
          <input aria-label="Answer" data-autofocus />
          <button
            onClick={() => {
              setIsOpen(false);
              screen.getByText("Other").focus();
            }}
          >
            Go on elsewhere
          </button>
        </Dialog>
      )}
    </>
  );
}

async function open() {
  const { user } = show(<Page />);
  await user.click(screen.getByRole("button", { name: "Open" }));
  const field = await screen.findByRole("textbox", { name: "Answer" });
  await expect.poll(() => document.activeElement).toBe(field);
  return user;
}

it("gives the focus back to where it came from", async () => {
  const user = await open();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Open" })).toHaveFocus();
});

it("leaves the focus where its answer has put it", async () => {
  const user = await open();
  await user.click(screen.getByRole("button", { name: "Go on elsewhere" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Other" })).toHaveFocus();
});
