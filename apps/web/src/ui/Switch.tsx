import { SegmentedControl } from "@mantine/core";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/FloatingIndicator.layer.css";
import "@mantine/core/styles/SegmentedControl.layer.css";
import styles from "./Switch.module.css";

interface SwitchProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange(value: Value): void;
}

/** One of a few, all of them in sight. */
export const Switch = <Value extends string>({ label, value, options, onChange }: SwitchProps<Value>) => (
  <SegmentedControl
    aria-label={label}
    value={value}
    data={[...options]}
    transitionDuration={120}
    withItemsBorders={false}
    classNames={{ root: styles.root ?? "", indicator: styles.indicator ?? "", label: styles.label ?? "" }}
    onChange={(chosen) => {
      const option = options.find((each) => each.value === chosen);
      if (option) onChange(option.value);
    }}
  />
);
