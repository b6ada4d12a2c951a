import { Tabs as MantineTabs } from "@mantine/core";
import "@mantine/core/styles/Tabs.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import { useRef } from "react";
import styles from "./Tabs.module.css";

interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  tabs: readonly { value: Value; label: string }[];
  /** `walked`: one of several tabs that keys go over one after the other. */
  onChange(value: Value, walked: boolean): void;
}

const WALKS = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

/** A row of tabs, chosen as arrows, Home and End go to them; what belongs to the chosen one is put below by the caller. */
export const Tabs = <Value extends string>({ label, value, tabs, onChange }: TabsProps<Value>) => {
  const walk = useRef({ byKey: false, begun: false });
  const choose = (chosen: Value): void => {
    const { byKey, begun } = walk.current;
    walk.current.begun = byKey;
    onChange(chosen, byKey && begun);
  };
  return (
    <MantineTabs
      value={value}
      variant="none"
      classNames={{ list: styles.list ?? "", tab: styles.tab ?? "" }}
      onChange={(chosen) => {
        const tab = tabs.find((each) => each.value === chosen);
        if (tab) choose(tab.value);
      }}
    >
      <MantineTabs.List
        aria-label={label}
        onKeyDownCapture={({ key }) => {
          walk.current.byKey = WALKS.has(key);
        }}
        onPointerDownCapture={() => {
          walk.current.byKey = false;
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) walk.current.begun = false;
        }}
      >
        {tabs.map((tab) => (
          <MantineTabs.Tab
            key={tab.value}
            value={tab.value}
            // Mantine chooses by arrows, and by these two only moves the focus.
            onKeyDown={({ key }) => {
              const end = key === "Home" ? tabs.at(0) : key === "End" ? tabs.at(-1) : undefined;
              if (end) choose(end.value);
            }}
          >
            {tab.label}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
    </MantineTabs>
  );
};
