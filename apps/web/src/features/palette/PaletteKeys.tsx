import { useHotkeys } from "@mantine/hooks";
import { useSubject } from "../../live/useLive.ts";
import { Keys } from "./Keys.tsx";
import { Palette } from "./Palette.tsx";
import { paletteShown } from "./shown.ts";

const close = (): void => paletteShown.set(null);

/** The palette and the list of keys, and the keys that open them: ⌘K and `/`, and `?`. */
export const PaletteKeys = () => {
  const shown = useSubject(paletteShown);
  useHotkeys([["mod+K", () => paletteShown.set("palette")]], []);
  useHotkeys([
    ["?", () => paletteShown.set("keys")],
    ["shift+?", () => paletteShown.set("keys")],
    ["/", () => paletteShown.set("palette")],
    // Where the layout has it above another key, as the German one above the 7.
    ["shift+/", () => paletteShown.set("palette")],
  ]);
  return (
    <>
      {shown === "palette" && <Palette onClose={close} />}
      {shown === "keys" && <Keys onClose={close} />}
    </>
  );
};
