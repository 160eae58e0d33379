/** Text of our own server, whose shape the wire types state: not checked again. */
export function readWire<Wire>(text: string): Wire {
  const wire: unknown = JSON.parse(text);
  if (!isOurs<Wire>(wire)) throw new Error('wire: expected JSON, got nothing');
  return wire;
}

function isOurs<Wire>(wire: unknown): wire is Wire {
  return wire !== undefined;
}
