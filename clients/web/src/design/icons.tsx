import type { ReactNode } from "react";

/** Drawn in 24 × 24, in the colour of the text; beside words or inside of what has a name, so screen readers skip them. */
function Icon({ children, className = "size-5" }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      {children}
    </svg>
  );
}

interface IconProperties {
  readonly className?: string;
}

export const SearchIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <circle cx="11" cy="11" r="7" />
    <path d="m20 20-4-4" />
  </Icon>
);

export const CartIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <path d="M3 4h2l2.4 11.2a1.5 1.5 0 0 0 1.5 1.2h8.4a1.5 1.5 0 0 0 1.5-1.2L20.5 8H6" />
    <circle cx="9.5" cy="20" r="1" />
    <circle cx="17" cy="20" r="1" />
  </Icon>
);

export const PersonIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />
  </Icon>
);

export const CloseIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const ChevronIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <path d="m9 5 7 7-7 7" />
  </Icon>
);

export const CheckIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const MenuIcon = (properties: IconProperties) => (
  <Icon {...properties}>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
);
