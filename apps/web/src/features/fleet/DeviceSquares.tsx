import type { NodeRow } from "@bayplan/api/views";
import styles from "./DeviceSquares.module.css";

/** More than this are told by the figure alone. */
const DRAWN = 10;

/** Held ones first, the sick among them last; then the sick that nobody holds, then the free. */
const stateAt = (index: number, { held, unhealthy, unhealthyHeld }: NodeRow["devices"]) => ({
  held: index < held,
  sick: index >= held - unhealthyHeld && index < held + unhealthy - unhealthyHeld,
});

/** One square a device: full when held, empty when free, crossed out when unhealthy. */
export const DeviceSquares = ({ devices }: { devices: NodeRow["devices"] }) => {
  if (devices.total === 0) return null;
  const states = Array.from({ length: devices.total }, (_, index) => ({ index, ...stateAt(index, devices) }));
  return (
    <p className={styles.devices}>
      {devices.total <= DRAWN && (
        <span className={styles.squares} aria-hidden="true">
          {states.map(({ index, held, sick }) => (
            <i key={index} data-held={held || undefined} data-sick={sick || undefined} />
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
