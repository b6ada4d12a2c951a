import type { NodeRow } from "@bayplan/api/views";
import styles from "./DeviceSquares.module.css";

/** More than this are told by the figure alone. */
const DRAWN = 10;

/** Held ones first, the sick among them last; then the sick that nobody holds, then the free. */
const stateAt = (index: number, { held, unhealthy, unhealthyHeld }: NodeRow["devices"]) => ({
  held: index < held,
  sick: index >= held - unhealthyHeld && index < held + unhealthy - unhealthyHeld,
});

/** Pixels of a square with its gap, and of a letter, rather too many. */
const SQUARE = 13;
const LETTER = 6.3;

const wordsOf = ({ held, total }: NodeRow["devices"]): string =>
  `${held} of ${total} ${total > DRAWN ? "devices held" : "held"}`;

const unhealthyWords = ({ unhealthy }: NodeRow["devices"]): string => (unhealthy > 0 ? `, ${unhealthy} unhealthy` : "");

/** Pixels that they take, rather too many. */
export const devicesWidth = (devices: NodeRow["devices"]): number =>
  devices.total === 0
    ? 0
    : (devices.total <= DRAWN ? devices.total * SQUARE : 0) +
      (wordsOf(devices).length + unhealthyWords(devices).length) * LETTER;

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
        {wordsOf(devices)}
        {devices.unhealthy > 0 && <b>{unhealthyWords(devices)}</b>}
      </span>
    </p>
  );
};
