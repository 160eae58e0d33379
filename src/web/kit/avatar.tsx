import { Brand } from '#web/kit/brand.tsx';

const colours = 8;

/** The last two characters of a name on the person's own colour; null is the bot. */
export function Avatar({
  id,
  name,
  small = false,
}: {
  readonly id: string | null;
  readonly name: string;
  readonly small?: boolean;
}) {
  const size = small ? ' small' : '';
  if (id === null) {
    return (
      <span className={`avatar bot${size}`} aria-hidden="true">
        <Brand size={small ? 28 : 38} />
      </span>
    );
  }
  return (
    <span className={`avatar c${colourOf(id)}${size}`} aria-hidden="true">
      {name.slice(-2)}
    </span>
  );
}

/** The same person has the same colour on every visit. */
function colourOf(id: string): number {
  let sum = 7;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
  return sum % colours;
}
