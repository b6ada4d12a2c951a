import { useId } from "react";
import styles from "./Fields.module.css";
import { useDraft } from "./useDraft.ts";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** A filter by text: its label is its placeholder, for those who see it. */
export const SearchField = ({ label, value, onChange }: SearchFieldProps) => {
  const id = useId();
  const [text, setText] = useDraft(value, onChange);
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <input
        id={id}
        type="search"
        className={styles.search}
        placeholder={label}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
    </>
  );
};

interface ChoiceFieldProps {
  /** Shown when nothing is chosen. */
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange(value: string): void;
  /** There is always one chosen: no empty entry. */
  required?: boolean;
}

/** One of many: the browser's own list, which every keyboard and phone knows. */
export const ChoiceField = ({ label, value, options, onChange, required = false }: ChoiceFieldProps) => (
  <select
    className={styles.choice}
    aria-label={label}
    data-chosen={(!required && value !== "") || undefined}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  >
    {!required && <option value="">{value === "" ? label : `any ${label}`}</option>}
    {/* An address may ask for what is not there: a field that shows nothing would hide it. */}
    {value !== "" && !options.some((option) => option.value === value) && <option value={value}>{value}</option>}
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);
