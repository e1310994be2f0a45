/** What a request notices about the world around it; src/app and src/live react. */
import { createAction } from "@reduxjs/toolkit";

export const sessionEnded = createAction("api/sessionEnded");
export const serverUnreachable = createAction("api/serverUnreachable");
