import { Link } from "./Link.tsx";
import { Notice } from "../ui/Notice.tsx";

export const NotFound = () => (
  <Notice tone="unknown" symbol="question" title="There is no such page.">
    <Link to="/">Go to all nodes</Link>
  </Notice>
);
