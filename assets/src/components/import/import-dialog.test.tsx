import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ImportReport } from "../../api/types";
import { problem } from "../../testing/handlers";
import { show } from "../../testing/render";
import { ImportDialog } from "./import-dialog";

const nothing: ImportReport = {
  created: 0,
  updated: 0,
  unchanged: 0,
  wrong: 0,
  errors: [],
  errors_left_out: 0,
  rows: [],
  rows_left_out: 0,
};

const good: ImportReport = {
  ...nothing,
  created: 1,
  updated: 1,
  unchanged: 3,
  rows: [
    { line: 2, outcome: "created", name: "Rye bread", changes: [] },
    {
      line: 3,
      outcome: "updated",
      name: "Tea",
      changes: [{ field: "stock", from: "4", to: null }],
    },
  ],
};

const bad: ImportReport = {
  ...nothing,
  created: 1,
  wrong: 1,
  errors: [{ line: 3, field: "price", message: "must not be empty" }],
  errors_left_out: 2,
  rows: [{ line: 3, outcome: "wrong", name: null, changes: [] }],
};

function open(send: (file: Blob, dryRun: boolean) => Promise<ImportReport>) {
  const onClose = vi.fn();
  const asked = vi.fn(send);
  const view = show(
    <ImportDialog
      title="Import products"
      match="By SKU."
      columns={["sku", "name"]}
      send={asked}
      onClose={onClose}
    />,
  );
  const choose = async (name: string, text = "sku,name\n") => {
    const input = document.querySelector("input[type=file]");
    const file = new File([text], name, { type: "text/csv" });
    await view.user.upload(input as HTMLInputElement, file);
  };
  return { ...view, asked, onClose, choose };
}

const chip = (name: RegExp) => screen.findByRole("button", { name });

describe("the import of a file", () => {
  it("shows what each line would do and writes only when told to", async () => {
    const { user, asked, onClose, choose } = open(async () => good);
    expect(screen.getByText("sku, name")).toBeVisible();
    await choose("products.csv");
    const lines = await screen.findByRole("region", {
      name: "Lines of products.csv",
    });
    expect(await chip(/Changed 1/)).toHaveAttribute("aria-pressed", "true");
    expect(within(lines).getByText("stock: 4 → nothing")).toBeVisible();
    await user.click(await chip(/New 1/));
    expect(within(lines).getByText("Rye bread")).toBeVisible();
    expect(asked.mock.calls.map(([, dryRun]) => dryRun)).toEqual([true]);

    await user.click(screen.getByRole("button", { name: "Import 2 lines" }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asked.mock.calls.map(([, dryRun]) => dryRun)).toEqual([true, false]);
    expect(
      await screen.findByText("Imported: 1 new, 1 changed."),
    ).toBeVisible();
  });

  it("offers nothing to import while a line is wrong, and takes the file anew", async () => {
    let answer = bad;
    const { choose } = open(async () => answer);
    await choose("products.csv");
    expect(await screen.findByText("price must not be empty")).toBeVisible();
    expect(screen.getByText("and 2 more")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
    answer = good;
    await choose("products.csv");
    expect(
      await screen.findByRole("button", { name: "Import 2 lines" }),
    ).toBeVisible();
  });

  it("says that all is there already", async () => {
    const { choose } = open(async () => ({ ...nothing, unchanged: 3 }));
    await choose("products.csv");
    expect(
      await screen.findByText("All of it is there already."),
    ).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Import/ })).toBeNull();
  });

  it("shows what became wrong between the look and the import", async () => {
    const { user, onClose, choose } = open(async (_file, dryRun) =>
      dryRun ? good : bad,
    );
    await choose("products.csv");
    await user.click(
      await screen.findByRole("button", { name: "Import 2 lines" }),
    );
    await user.click(await chip(/Wrong 1/));
    expect(await screen.findByText("price must not be empty")).toBeVisible();
    expect(onClose).not.toHaveBeenCalled();
  });

  it("shows a refusal of the file as a whole", async () => {
    const tooLarge = problem(413, "too_large", "The body is too large.");
    const { choose } = open(() => Promise.reject(tooLarge));
    await choose("products.csv");
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The body is too large.",
    );
  });

  it("does not send a file that is too large, and says so", async () => {
    const { asked, choose } = open(async () => good);
    await choose("large.csv", "x".repeat(16 * 1024 * 1024 + 1));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "large.csv is larger than 16 MiB.",
    );
    expect(asked).not.toHaveBeenCalled();
  });
});
