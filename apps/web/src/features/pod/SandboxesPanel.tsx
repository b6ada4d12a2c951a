import type { PodView } from "@bayplan/api/views";
import { shortId } from "../../format/ids.ts";
import { Age } from "../../ui/Age.tsx";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { sandboxCommands } from "./commands.ts";

/** Its sandboxes as the runtime has them; nothing where it tells of none. */
export const SandboxesPanel = ({ sandboxes }: { sandboxes: PodView["sandboxes"] }) =>
  sandboxes.length === 0 ? null : (
    <Panel title="Sandboxes">
      <ul>
        {sandboxes.map((sandbox) => (
          <li key={sandbox.id}>
            <code>{shortId(sandbox.id)}</code> <CopyButton text={sandbox.id} what="sandbox id" />{" "}
            <CommandMenu of="this sandbox" commands={sandboxCommands(sandbox.id)} /> {sandbox.state}
            {sandbox.attempt > 0 && `, attempt ${sandbox.attempt}`}
            {sandbox.createdAt && (
              <>
                , <Age at={sandbox.createdAt} suffix=" old" />
              </>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
