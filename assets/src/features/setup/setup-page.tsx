import { useState } from "react";
import { FrontPage } from "../../components/front-page";
import { takeFragment } from "../../lib/fragment";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { SetupForm } from "./setup-form";
import { TokenForm } from "./token-form";

interface SetupPageProps {
  onDone: () => void;
}

/** Makes the first admin. Only who holds the printed link, or its token, can. */
export function SetupPage({ onDone }: SetupPageProps) {
  const [token, setToken] = useState(() => takeFragment("token"));
  useTitle(words.setup.title);
  return token === null ? (
    <FrontPage title={words.setup.noToken} detail={words.setup.noTokenDetail}>
      <TokenForm onToken={setToken} />
    </FrontPage>
  ) : (
    <FrontPage title={words.setup.title} detail={words.setup.detail}>
      <SetupForm
        token={token}
        onDone={onDone}
        onOtherLink={() => setToken(null)}
      />
    </FrontPage>
  );
}
