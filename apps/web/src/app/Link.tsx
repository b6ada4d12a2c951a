import { createLink } from "@tanstack/react-router";
import { createContext, use, type ComponentProps } from "react";
import { withoutFrame } from "./view/view.ts";

/** Whether one panel stands alone in a frame. */
export const AloneContext = createContext(false);

/** A link to a place of the page. Out of a panel that stands alone it opens the whole page beside the one that frames it. */
const Anchor = ({ children, ...props }: ComponentProps<"a">) => {
  const alone = use(AloneContext);
  return alone && props.href !== undefined ? (
    <a {...props} href={withoutFrame(props.href)} target="_blank" rel="noopener">
      {children}
    </a>
  ) : (
    <a {...props}>{children}</a>
  );
};

export const Link = createLink(Anchor);
