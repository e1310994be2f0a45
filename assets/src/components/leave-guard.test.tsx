import { screen } from "@testing-library/react";
import { Link } from "react-router";
import { expect, it } from "vitest";
import { show } from "../testing/render";
import { LeaveGuard } from "./leave-guard";

/** A page of two forms, of which one holds typed work. */
function showForms(dirty: "first" | "second" | "none") {
  return show([
    {
      path: "/",
      element: (
        <>
          <LeaveGuard isDirty={() => dirty === "first"} />
          <LeaveGuard isDirty={() => dirty === "second"} />
          <Link to="/elsewhere">Leave</Link>
        </>
      ),
    },
    { path: "/elsewhere", element: <p>Elsewhere</p> },
  ]);
}

it.each(["first", "second"] as const)(
  "asks before the work in the %s of two forms is lost",
  async (dirty) => {
    const { user } = showForms(dirty);
    await user.click(screen.getByRole("link", { name: "Leave" }));
    await user.click(await screen.findByRole("button", { name: /keep/i }));
    expect(screen.queryByText("Elsewhere")).toBeNull();
    await user.click(screen.getByRole("link", { name: "Leave" }));
    await user.click(await screen.findByRole("button", { name: /discard/i }));
    expect(await screen.findByText("Elsewhere")).toBeVisible();
  },
);

it("lets go at once where nothing is typed", async () => {
  const { user } = showForms("none");
  await user.click(screen.getByRole("link", { name: "Leave" }));
  expect(await screen.findByText("Elsewhere")).toBeVisible();
});
