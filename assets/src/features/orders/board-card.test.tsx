import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { anOrder } from "../../testing/factories";
import { show } from "../../testing/render";
import { BoardCard } from "./board-card";

const first = anOrder({ number: 1041 });
const second = anOrder({ number: 1042 });
const button = (number: number) =>
  screen.getByRole("button", { name: `Mark paid: Order ${number}` });

function showBoth() {
  const onMove = vi.fn();
  const view = show(
    <>
      {[first, second].map((order) => (
        <BoardCard key={order.id} order={order} href="/" onMove={onMove} />
      ))}
    </>,
  );
  return { ...view, onMove };
}

it("lets no double tap hit the next card, which comes up under the finger", async () => {
  const { user, onMove } = showBoth();
  fireEvent.click(button(1041), { detail: 1 });
  fireEvent.click(button(1042), { detail: 1 });
  expect(onMove).toHaveBeenCalledExactlyOnceWith(first, "PAID");
  await waitFor(() =>
    expect(button(1042)).toHaveAttribute("aria-disabled", "false"),
  );
  await user.click(button(1042));
  expect(onMove).toHaveBeenLastCalledWith(second, "PAID");
});

it("moves card after card by keyboard without a rest", async () => {
  const { user, onMove } = showBoth();
  button(1041).focus();
  await user.keyboard("{Enter}");
  button(1042).focus();
  await user.keyboard("{Enter}");
  expect(onMove).toHaveBeenCalledTimes(2);
});
