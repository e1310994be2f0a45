import { useCallback } from "react";
import { useDispatch } from "react-redux";
import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import { api } from "../api/api";
import { sessionApi } from "../api/session";
import type { User } from "../api/types";

type Dispatch = ThunkDispatch<unknown, unknown, UnknownAction>;

/** Makes a person the signed-in one, or nobody; what the one before saw is forgotten. */
export function useBecome(): (person: User | null) => Promise<void> {
  const dispatch = useDispatch<Dispatch>();
  return useCallback(
    async (person) => {
      dispatch(api.util.resetApiState());
      await dispatch(
        sessionApi.util.upsertQueryData("getMe", undefined, person) as never,
      );
    },
    [dispatch],
  );
}
