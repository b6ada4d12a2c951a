import { Tabs as MantineTabs } from "@mantine/core";
import "@mantine/core/styles/Tabs.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import styles from "./Tabs.module.css";

interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  tabs: readonly { value: Value; label: string }[];
  onChange(value: Value): void;
}

/** A row of tabs, chosen as arrows, Home and End go to them; what belongs to the chosen one is put below by the caller. */
export const Tabs = <Value extends string>({ label, value, tabs, onChange }: TabsProps<Value>) => (
  <MantineTabs
    value={value}
    variant="none"
    classNames={{ list: styles.list ?? "", tab: styles.tab ?? "" }}
    onChange={(chosen) => {
      const tab = tabs.find((each) => each.value === chosen);
      if (tab) onChange(tab.value);
    }}
  >
    <MantineTabs.List aria-label={label}>
      {tabs.map((tab) => (
        <MantineTabs.Tab
          key={tab.value}
          value={tab.value}
          // Mantine chooses by arrows, and by these two only moves the focus.
          onKeyDown={({ key }) => {
            const end = key === "Home" ? tabs.at(0) : key === "End" ? tabs.at(-1) : undefined;
            if (end) onChange(end.value);
          }}
        >
          {tab.label}
        </MantineTabs.Tab>
      ))}
    </MantineTabs.List>
  </MantineTabs>
);
