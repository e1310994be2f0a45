import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { asProblem } from "../../api/problem";
import type { User } from "../../api/types";
import { FrontPage } from "../../components/front-page";
import { ProblemNote } from "../../components/problem-note";
import { useBecome } from "../../hooks/use-become";
import { useTitle } from "../../hooks/use-title";
import { takeFragment } from "../../lib/fragment";
import { words } from "../../words/words";
import { useSignInByLinkMutation } from "./endpoints";
import { SignInForm } from "./sign-in-form";

/** Sign-in by password, or by a one-time link whose token stands behind the #. */
export function LoginPage() {
  const [link] = useState(() => takeFragment("link"));
  const become = useBecome();
  const navigate = useNavigate();
  const { state } = useLocation();
  const [signInByLink, { error, isUninitialized }] = useSignInByLinkMutation();
  useTitle(words.account.signInTitle);
  const enter = async (person: User) => {
    await become(person);
    void navigate(cameFrom(state), { replace: true });
  };
  useEffect(() => {
    if (link === null || !isUninitialized) return;
    void signInByLink(link).then((answer) => {
      if (answer.data) void enter(answer.data.user);
    });
    // The link works once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const problem = asProblem(error);
  if (link !== null && !problem) {
    return <FrontPage title={words.account.linkTitle}>{null}</FrontPage>;
  }
  return (
    <FrontPage title={words.account.signInTitle}>
      {problem && <ProblemNote problem={problem} />}
      <SignInForm onSignedIn={(person) => void enter(person)} />
    </FrontPage>
  );
}

/** Back to the page that asked for a sign-in; never to another site. */
function cameFrom(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === "string" && /^\/(?!\/)/.test(from) ? from : "/orders";
}
