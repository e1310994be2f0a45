import { Modal } from "@mantine/core";
import { useDispatch } from "react-redux";
import { useNavigate } from "react-router";
import { sessionApi } from "../api/session";
import type { User } from "../api/types";
import { SignInForm } from "../features/account/sign-in-form";
import { useBecome } from "../hooks/use-become";
import { fetchAnew } from "../live/apply";
import { words } from "../words/words";
import classes from "./sign-in-dialog.module.css";
import type { AppStore } from "./store";

/** The session ended over someone's work: a sign-in above it, and on with the work. */
export function SignInDialog({ person }: { person: User }) {
  const dispatch = useDispatch<AppStore["dispatch"]>();
  const become = useBecome();
  const navigate = useNavigate();
  const enter = async (next: User) => {
    if (next.id !== person.id) {
      // Someone else must not go on in what this person had open.
      await become(next);
      return void navigate("/orders", { replace: true });
    }
    await dispatch(sessionApi.util.upsertQueryData("getMe", undefined, next));
    dispatch(fetchAnew());
  };
  return (
    <Modal
      opened
      centered
      size={400}
      title={words.account.signInAgain}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={() => undefined}
    >
      <div className={classes.body}>
        <p>{words.account.signInAgainDetail}</p>
        <SignInForm
          email={person.email ?? ""}
          onSignedIn={(next) => void enter(next)}
        />
      </div>
    </Modal>
  );
}
