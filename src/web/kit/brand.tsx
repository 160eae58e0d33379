/** The mark: a notice board with a closed corner. */
export function Brand({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1f5fd0" />
      <path d="M8 9.5h16M8 15h16M8 20.5h8" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" fill="none" />
      <path
        d="m18.5 21.5 2.7 2.7 4.8-5.4"
        stroke="#ffd479"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  );
}
