import { MantineProvider } from "@mantine/core";
import { useColorScheme } from "@mantine/hooks";
import { useLayoutEffect, type ReactNode } from "react";
import { useSubject } from "../../live/useLive.ts";
import { chosenTheme } from "../choices.ts";
import { useView } from "./useView.ts";

/** Dark, light, or as the system is: as the address says, else as was chosen. */
export const Themed = ({ children }: { children: ReactNode }) => {
  const chosen = useSubject(chosenTheme);
  const theme = useView().theme ?? chosen ?? "system";
  const system = useColorScheme("light", { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <MantineProvider
      forceColorScheme={theme === "system" ? system : theme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
};
