import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useLayoutEffect } from "react";
import styles from "./Shell.module.css";

const NEXT: Record<MantineColorScheme, MantineColorScheme> = { auto: "light", light: "dark", dark: "auto" };
const NAMES: Record<MantineColorScheme, string> = { auto: "system", light: "light", dark: "dark" };

const SHAPES: Record<MantineColorScheme, string> = {
  auto: "M2 2.5h10v7H2zM5 12h4",
  light:
    "M7 4.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM7 .8v1.4M7 11.8v1.4M.8 7h1.4M11.8 7h1.4M2.6 2.6l1 1M10.4 10.4l1 1M2.6 11.4l1-1M10.4 3.6l1-1",
  dark: "M11.8 8.4A5 5 0 1 1 5.6 2.2a4 4 0 0 0 6.2 6.2Z",
};

/** Dark, light, or as the system is. */
export const ThemeButton = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useLayoutEffect(() => {
    if (colorScheme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = colorScheme;
  }, [colorScheme]);
  const label = `Theme: ${NAMES[colorScheme]}. Change to ${NAMES[NEXT[colorScheme]]}.`;
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <svg
        viewBox="0 0 14 14"
        width="15"
        height="15"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={SHAPES[colorScheme]} />
      </svg>
    </button>
  );
};
