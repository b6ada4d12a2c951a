/** The Plimsoll mark: the circle with a line through it that ships carry where they must not sink deeper. */
export const Logo = () => (
  <svg
    viewBox="0 0 24 14"
    width="22"
    height="13"
    aria-hidden="true"
    focusable="false"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
  >
    <circle cx="12" cy="7" r="5" />
    <path d="M0 7h24" />
  </svg>
);
