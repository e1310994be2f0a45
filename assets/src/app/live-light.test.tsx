import { act, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { statusChanged } from "../live/live-slice";
import type { LiveStatus } from "../live/socket";
import { show } from "../testing/render";
import { LiveLight } from "./live-light";

it("says whether the screen is what the server has", () => {
  const { store } = show(<LiveLight />);
  const turn = (status: LiveStatus, time: string) =>
    act(() => {
      const at = Date.parse(`2026-03-04T${time}Z`);
      store.dispatch(statusChanged({ status, at }));
    });
  const light = screen.getByRole("status");
  turn("live", "14:00:00");
  expect(light).toHaveTextContent("Live");
  turn("offline", "14:02:00");
  expect(light).toHaveTextContent(/^Offline since (14:02|02:02 PM)/);
  expect(light).toHaveTextContent("stays readable");
  turn("catching-up", "14:05:00");
  expect(light).toHaveTextContent("Catching up");
});
