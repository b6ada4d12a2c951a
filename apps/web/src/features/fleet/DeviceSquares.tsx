import type { NodeRow } from "@bayplan/api/views";
import styles from "./DeviceSquares.module.css";

/** More than this are told by the figure alone. */
const DRAWN = 10;

const stateAt = (index: number, { held, unhealthy }: NodeRow["devices"]): string =>
  index < held ? "held" : index < held + unhealthy ? "unhealthy" : "free";

/** One square a device: full when held, crossed out when unhealthy, empty when free. */
export const DeviceSquares = ({ devices }: { devices: NodeRow["devices"] }) => {
  if (devices.total === 0) return null;
  const states = Array.from({ length: devices.total }, (_, index) => ({ index, state: stateAt(index, devices) }));
  return (
    <p className={styles.devices}>
      {devices.total <= DRAWN && (
        <span className={styles.squares} aria-hidden="true">
          {states.map(({ state, index }) => (
            <i key={index} data-state={state} />
          ))}
        </span>
      )}
      <span>
        {devices.held} of {devices.total} {devices.total > DRAWN ? "devices held" : "held"}
        {devices.unhealthy > 0 && <b>, {devices.unhealthy} unhealthy</b>}
      </span>
    </p>
  );
};
