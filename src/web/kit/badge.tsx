/** A red figure that is spoken as what it counts; nothing at zero. */
export function Badge({ count, of }: { readonly count: number; readonly of: string }) {
  if (count === 0) return null;
  return (
    <span className="badge" aria-label={`${count} 条${of}`}>
      {count > 99 ? '99+' : count}
    </span>
  );
}
