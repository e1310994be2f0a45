import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { Provider } from "react-redux";
import { Toaster } from "../components/toaster";
import type { AppStore } from "./store";
import { theme } from "./theme";

// The same key as in public/theme.js, which acts before the first paint.
const themeChoice = localStorageColorSchemeManager({ key: "oms-theme" });

interface ProvidersProps {
  store: AppStore;
  children: ReactNode;
}

export function Providers({ store, children }: ProvidersProps) {
  return (
    <Provider store={store}>
      <MantineProvider
        theme={theme}
        colorSchemeManager={themeChoice}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        {children}
        <Toaster />
      </MantineProvider>
    </Provider>
  );
}
