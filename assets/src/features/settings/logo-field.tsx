import { Button, FileButton } from "@mantine/core";
import { ImageUp } from "lucide-react";
import { useRef } from "react";
import { asProblem, fieldMessages } from "../../api/problem";
import { settingsWords } from "../../words/settings/words";
import { useDeleteLogoMutation, useSetLogoMutation } from "./shop-endpoints";
import classes from "./shop-section.module.css";

/** The logo as papers show it, to be chosen and taken away. Either takes effect at once. */
export function LogoField({ logo }: { logo: string | null }) {
  const text = settingsWords.shop;
  const [setLogo, setting] = useSetLogoMutation();
  const [remove, removing] = useDeleteLogoMutation();
  const reset = useRef<() => void>(null);
  const problem = asProblem(setting.error) ?? asProblem(removing.error);
  const message =
    problem?.status === 413
      ? text.logoTooLarge
      : (fieldMessages(problem)["logo"] ?? problem?.detail);
  const take = (file: File | null) => {
    // So that the same file can be chosen again once it is corrected.
    reset.current?.();
    removing.reset();
    if (file) void setLogo(file);
  };
  return (
    <div className={classes.logo} role="group" aria-label={text.logo}>
      <div className={classes.picture}>
        {logo ? <img src={logo} alt={text.logo} /> : <span>{text.noLogo}</span>}
      </div>
      <div className={classes.logoText}>
        <p className={classes.label}>{text.logo}</p>
        <div className={classes.logo}>
          <FileButton
            resetRef={reset}
            accept="image/png,image/jpeg"
            onChange={take}
          >
            {(button) => (
              <Button
                {...button}
                variant="default"
                size="xs"
                loading={setting.isLoading}
                leftSection={<ImageUp size={16} aria-hidden />}
              >
                {logo ? text.otherLogo : text.chooseLogo}
              </Button>
            )}
          </FileButton>
          {logo && (
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              loading={removing.isLoading}
              onClick={() => {
                setting.reset();
                void remove();
              }}
            >
              {text.removeLogo}
            </Button>
          )}
        </div>
        {message ? (
          <p className={classes.error} role="alert">
            {message}
          </p>
        ) : (
          <p className={classes.help}>{text.logoHelp}</p>
        )}
      </div>
    </div>
  );
}
