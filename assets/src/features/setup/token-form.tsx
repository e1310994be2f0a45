import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import formClasses from "../../components/form.module.css";
import { words } from "../../words/words";

export function TokenForm({ onToken }: { onToken: (token: string) => void }) {
  const [text, setText] = useState("");
  return (
    <form
      className={formClasses.form}
      onSubmit={(event) => {
        event.preventDefault();
        onToken(tokenIn(text));
      }}
    >
      <TextInput
        label={words.setup.token}
        autoComplete="off"
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={tokenIn(text) === ""}>
        {words.setup.tokenNext}
      </Button>
    </form>
  );
}

/** The token alone, or the whole link that ends in it. */
function tokenIn(text: string): string {
  const trimmed = text.trim();
  const [, fragment] = /#(.*)$/.exec(trimmed) ?? [];
  return new URLSearchParams(fragment).get("token") ?? trimmed;
}
